/** Floor 9: finds `standin.config.yaml`. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../base/errors.js';
import type { Options } from './command.js';
import { textOption } from './options.js';

/** Names that are looked for, in this order. */
const NAMES = ['standin.config.yaml', 'standin.config.yml'];

const FIX = 'standin init writes one; --config FILE names another.';

/** The nearest configuration, from a folder upwards. */
export function nearestConfig(folder: string): string | undefined {
  const found = NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));
  const parent = dirname(folder);
  return found ?? (parent === folder ? undefined : nearestConfig(parent));
}

/** `--config`, or the nearest one above the folder. @throws UserError `config-not-found` */
export function configFile(options: Options, cwd: string): string {
  const named = textOption(options, 'config');
  if (named === undefined) {
    const found = nearestConfig(resolve(cwd));
    if (found !== undefined) return found;
    const message = `There is no ${NAMES[0] ?? ''} here or in a folder above.`;
    throw new UserError('config-not-found', message, { fix: FIX });
  }
  const file = resolve(cwd, named);
  if (existsSync(file)) return file;
  throw new UserError('config-not-found', `There is no file "${named}".`, { fix: FIX });
}
