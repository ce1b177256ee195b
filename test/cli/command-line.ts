/** Test tool: the command line in this process, with everything it says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  // Two chunks, so that a character may fall apart between them.
  const bytes = new TextEncoder().encode(await Promise.resolve(text));
  yield bytes.subarray(0, bytes.length >> 1);
  yield bytes.subarray(bytes.length >> 1);
}

/** Runs `standin` with these arguments. */
export async function standin(
  args: readonly string[],
  change: Partial<Io> & { readonly input?: string } = {},
): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const { input = '', ...io } = change;
  const code = await main(args, {
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    stdin: chunks(input),
    env: {},
    isTTY: { stdout: false, stderr: false },
    cwd: process.cwd(),
    ...io,
  });
  return { code, ...said };
}

/** A folder that is gone after the tests. */
export function scratchFolder(): {
  readonly path: string;
  write(name: string, text: string): string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'standin-cli-'));
  return {
    path,
    write(name, text) {
      writeFileSync(join(path, name), text);
      return name;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
