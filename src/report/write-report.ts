/** Floor 8: writes a report so that nobody ever reads half of it. */
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../base/errors.js';
import type { Appendix } from './reporter.js';

/** Leaves no draft behind, whatever happens. */
function replace(path: string, draft: string, text: string): void {
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function attempt(write: () => void): void {
  try {
    write();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('file-unwritable', `The report cannot be written: ${why}`, {
      cause: error,
      fix: 'Choose a file in a folder that you may write to.',
    });
  }
}

/**
 * Writes a text beside its destination and moves it there; missing folders are made.
 *
 * @param path - absolute path of the file; an older one is replaced
 * @throws UserError `file-unwritable`
 */
export function writeReport(path: string, text: string): void {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  attempt(() => {
    mkdirSync(folder, { recursive: true });
    replace(path, draft, text);
  });
}

/**
 * Adds a text to a file that others write to, too.
 *
 * @throws UserError `file-unwritable`
 */
export function appendReport({ file, text }: Appendix): void {
  attempt(() => appendFileSync(file, text));
}
