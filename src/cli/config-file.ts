/** Floor 9: `--config`. */
import { findConfig } from '../run/find-config.js';
import type { Options } from './command.js';
import { textOption } from './options.js';

/** `--config`, or the nearest one above the folder. @throws UserError `config-not-found` */
export function configFile(options: Options, cwd: string): string {
  const fix = 'standin init writes one; --config FILE names another.';
  return findConfig(textOption(options, 'config'), cwd, fix);
}
