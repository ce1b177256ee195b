/** Floor 7: finds `standin.config.yaml`. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../base/errors.js';

/** Names that are looked for, in this order. */
const NAMES = ['standin.config.yaml', 'standin.config.yml'];

/** The nearest configuration, from a folder upwards. */
export function nearestConfig(folder: string): string | undefined {
  const found = NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));
  const parent = dirname(folder);
  return found ?? (parent === folder ? undefined : nearestConfig(parent));
}

/**
 * The configuration that was named, or the nearest one.
 *
 * @param named - a file, from `cwd`; absent = the nearest one there or above
 * @param cwd - a folder
 * @param fix - what the user can do when there is none
 * @throws UserError `config-not-found`
 */
export function findConfig(named: string | undefined, cwd: string, fix: string): string {
  if (named === undefined) {
    const found = nearestConfig(resolve(cwd));
    if (found !== undefined) return found;
    const message = `There is no ${NAMES[0] ?? ''} here or in a folder above.`;
    throw new UserError('config-not-found', message, { fix });
  }
  const file = resolve(cwd, named);
  if (existsSync(file)) return file;
  throw new UserError('config-not-found', `There is no file "${named}".`, { fix });
}
