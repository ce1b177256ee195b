/** Floor 9: reads `standin.config.yaml` and finds targets in it. */
import { readFileSync } from 'node:fs';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import { idpMetadata } from '../run/idp-metadata.js';
import { loadConfig } from '../scenario/load-config.js';
import type { Config, TargetConfig } from '../scenario/target-config.js';
import { offerConfigured } from '../sp/configured.js';
import type { TargetOffer } from '../sp/target.js';
import type { Options } from './command.js';
import { configFile } from './config-file.js';
import type { Io } from './io.js';

/**
 * Loads the configuration.
 *
 * @throws UserError `config-not-found`, and everything that `loadConfig` throws
 */
export function readConfig(options: Options, { cwd, env }: Pick<Io, 'cwd' | 'env'>): Config {
  const file = configFile(options, cwd);
  return loadConfig(readFileSync(file, 'utf8'), { file, env });
}

/** A target by its name. @throws UserError `target-unknown` */
export function targetConfig({ targets, file }: Config, name: string): TargetConfig {
  const config = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (config !== undefined) return config;
  const names = Object.keys(targets);
  throw new UserError('target-unknown', `There is no target "${name}" in ${file}.`, {
    fix: names.length === 0 ? 'Describe it below "targets".' : didYouMean(name, names),
  });
}

/** Offers a configured target; what it must trust before it starts is written by it. */
export function offerTarget(config: TargetConfig): TargetOffer {
  const { tenant, application } = config;
  const about = { application, ...(tenant === undefined ? {} : { tenant }) };
  return offerConfigured(config, { metadata: (vendor) => idpMetadata(about, vendor) });
}
