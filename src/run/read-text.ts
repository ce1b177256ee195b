/** Floor 7: reads a file the user named. */
import { readFileSync } from 'node:fs';
import { UserError } from '../base/errors.js';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * The text of a file.
 *
 * @param path - an absolute path, or one from the process's folder
 * @param shown - how messages call it
 * @throws UserError `file-not-found`, `file-unreadable`
 */
export function readText(path: string, shown: string = path): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT';
    throw new UserError(
      missing ? 'file-not-found' : 'file-unreadable',
      missing ? `There is no file "${shown}".` : `"${shown}" cannot be read (${codeOf(error)}).`,
      { cause: error, fix: 'Check the path and the permissions.' },
    );
  }
}
