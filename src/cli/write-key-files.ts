/** Floor 9: writes key files: private, whole or not at all, and never over another file. */
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../base/errors.js';
import type { KeyFile } from '../keys/key-files.js';

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new UserError('file-exists', `${path} is there already; keys are never overwritten.`, {
    fix: 'Choose another folder or --name, or remove the old pair yourself.',
  });
}

/** Writes the file under another name first. @returns the path of that draft */
export function draftFile(folder: string, { name, mode, text }: KeyFile): string {
  // A process in a container may have the number of one that was ended halfway.
  const draft = join(folder, `.${name}.${randomUUID()}.tmp`);
  try {
    writeFileSync(draft, text, { mode, flag: 'wx' });
    return draft;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Makes the file appear under its name with all its bytes; fails with `EEXIST` when another one has the name. */
export function placeFile(folder: string, file: KeyFile): string {
  const path = join(folder, file.name);
  const draft = draftFile(folder, file);
  try {
    linkSync(draft, path);
    return path;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A failure of the file system as the user's problem. */
export function unwritable(folder: string, error: unknown): UserError {
  const why = error instanceof Error ? error.message : String(error);
  return new UserError('file-unwritable', `The keys cannot be written to ${folder}: ${why}`, {
    cause: error,
    fix: 'Choose a folder that you may write to.',
  });
}

/**
 * Writes all files, or none of them.
 *
 * @param folder - absolute path; made with mode 0700 when it is not there
 * @throws UserError `file-exists`, `file-unwritable`
 */
export function writeKeyFiles(folder: string, files: readonly KeyFile[]): void {
  for (const { name } of files) refuseExisting(join(folder, name));
  const placed: string[] = [];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of files) placed.push(placeFile(folder, file));
  } catch (error) {
    for (const path of placed) rmSync(path, { force: true });
    throw unwritable(folder, error);
  }
}
