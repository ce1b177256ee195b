/** Floor 5: files that the configuration names. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../base/errors.js';

/**
 * Reads a file as text.
 *
 * @param file - its absolute path
 * @param setting - which setting names it, for the error
 * @throws UserError `file-not-found`, `file-unreadable`
 */
export function readConfiguredFile(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new UserError('file-not-found', `\`${setting}\` names ${file}, which is not there.`, {
        fix: `Correct \`${setting}\`; a relative path starts at the folder of the configuration.`,
        cause,
      });
    }
    throw new UserError('file-unreadable', `\`${setting}\`: ${file} cannot be read: ${message}`, {
      fix: `Name a file that can be read in \`${setting}\`.`,
      cause,
    });
  }
}
