/** Floor 9: the targets of the configuration, offered by name. */
import { configSecrets } from '../run/evidence/config-secrets.js';
import type { Config } from '../scenario/target-config.js';
import type { TargetOffer } from '../sp/target.js';
import type { Options } from './command.js';
import type { Io } from './io.js';
import { offerTarget, readConfig, targetConfig } from './read-config.js';

/** Targets by name, each offered once. */
export interface NamedTargets {
  /** @throws UserError `target-unknown`, `config-not-found`, and what is wrong with the configuration */
  readonly targets: (name: string) => TargetOffer;
  /** Values of the targets named so far that must not stand in a report. */
  readonly secrets: () => readonly string[];
}

/** Reads the configuration at the first name: a mistake in it does not stop stories that need no target. */
export function openTargets(options: Options, io: Io): NamedTargets {
  const kept: { config?: Config } = {};
  const offers = new Map<string, TargetOffer>();
  const secrets: string[] = [];
  const offerOf = (name: string): TargetOffer => {
    kept.config ??= readConfig(options, io);
    const config = targetConfig(kept.config, name);
    secrets.push(...configSecrets(config));
    return offerTarget(config);
  };
  const targets = (name: string): TargetOffer => {
    const offer = offers.get(name) ?? offerOf(name);
    offers.set(name, offer);
    return offer;
  };
  return { targets, secrets: () => secrets };
}
