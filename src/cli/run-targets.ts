/** Floor 9: where `standin run` plays: `--target`, or the targets that stories name. */
import { configSecrets } from '../run/evidence/config-secrets.js';
import type { Config } from '../scenario/target-config.js';
import type { TargetOffer } from '../sp/target.js';
import type { Options } from './command.js';
import { offerTarget, readConfig, targetConfig } from './config-file.js';
import type { Io } from './io.js';
import { textOption } from './options.js';

/** The targets of a run. */
export interface RunTargets {
  /** `--target`. */
  readonly target?: TargetOffer;
  /** Those that stories name. */
  readonly targets: (name: string) => TargetOffer;
  /** Absolute path of the configuration, once it was read. */
  readonly config?: string;
  /** Values that must not stand in a report. */
  readonly secrets: () => readonly string[];
}

/** Reads the configuration at the first need: most stories need none. */
export function runTargets(options: Options, io: Io): RunTargets {
  const kept: { config?: Config } = {};
  const offers = new Map<string, TargetOffer>();
  const secrets: string[] = [];
  const targets = (name: string): TargetOffer => {
    kept.config ??= readConfig(options, io);
    const config = targetConfig(kept.config, name);
    const offer = offers.get(name) ?? offerTarget(config);
    if (!offers.has(name)) secrets.push(...configSecrets(config));
    offers.set(name, offer);
    return offer;
  };
  const name = textOption(options, 'target');
  const shared = { targets, secrets: () => secrets };
  if (name === undefined) return shared;
  const target = targets(name);
  const { config } = kept;
  return { ...shared, target, ...(config === undefined ? {} : { config: config.file }) };
}
