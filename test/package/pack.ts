/** Packs Standin once for all projects. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packed tarball. */
    readonly tarball: string;
  }
}

const ROOT = new URL('../..', import.meta.url).pathname;

/** Builds and packs; what was packed is gone after the tests. */
export default function pack({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'standin-packed-'));
  execFileSync('npm', ['pack', '--pack-destination', folder, '--silent'], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  provide('tarball', join(folder, file));
  return () => rmSync(folder, { recursive: true, force: true });
}
