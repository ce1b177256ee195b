/** Floor 9: where `standin run` plays: `--target`, or the targets that stories name. */
import type { PlanOptions } from '../run/plan.js';
import type { Options } from './command.js';
import { nearestConfig } from '../run/find-config.js';
import { configFile } from './config-file.js';
import type { Io } from './io.js';
import { textOption } from './options.js';

/** The targets of a run; none where there is no configuration. */
export interface RunTargets extends Pick<PlanOptions, 'target' | 'targets' | 'config'> {
  /** Values that must not stand in a report. */
  readonly secrets: () => readonly string[];
}

/** Nothing of targets is loaded before somebody may need it. */
export async function runTargets(options: Options, io: Io): Promise<RunTargets> {
  const name = textOption(options, 'target');
  const named = name ?? textOption(options, 'config') ?? nearestConfig(io.cwd);
  if (named === undefined) return { secrets: () => [] };
  const config = configFile(options, io.cwd);
  const { openTargets } = await import('./open-targets.js');
  const open = { config, ...openTargets(options, io) };
  return name === undefined ? open : { ...open, target: open.targets(name) };
}
