/** Floor 9: writes a file whole or not at all, and leaves one alone that is there. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../base/errors.js';

/** What became of a file. */
export type Placed = 'wrote' | 'kept' | 'replaced';

/** Leaves no draft behind, whatever happens. */
function replace(path: string, text: string): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Writes a text beside its destination and moves it there; missing folders are made.
 *
 * @param path - absolute
 * @param force - whether a file that is there is replaced
 * @throws UserError `file-unwritable`
 */
export function placeFile(path: string, text: string, force: boolean): Placed {
  const there = existsSync(path);
  if (there && !force) return 'kept';
  try {
    mkdirSync(dirname(path), { recursive: true });
    replace(path, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError('file-unwritable', `${path} cannot be written: ${why}`, {
      cause,
      fix: 'Choose a folder that you may write to.',
    });
  }
  return there ? 'replaced' : 'wrote';
}
