/** Test data: stories in a folder that is gone after the tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The head of a story about Ada. */
export const HEAD = `scenario: Ada
idp: okta
sp: proof
clock: 2026-03-02T09:00:00Z
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
`;

/** A folder with these files. */
export function storyFolder(files: Readonly<Record<string, string>>): {
  readonly path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'standin-run-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
