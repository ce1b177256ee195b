/** Floor 9: the `--config` option, the same wherever a target is named. */
import type { OptionSpec } from './command.js';

/** Which configuration describes the target. */
export const CONFIG_OPTION: OptionSpec = {
  flags: '--config <file>',
  summary: 'describes the targets (default: standin.config.yaml here or in a folder above)',
};
