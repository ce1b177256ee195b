/** Floor 9: finds `standin.config.yaml` and the targets in it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import { idpMetadata } from '../run/idp-metadata.js';
import { loadConfig } from '../scenario/load-config.js';
import type { Config, TargetConfig } from '../scenario/target-config.js';
import { offerConfigured } from '../sp/configured.js';
import type { TargetOffer } from '../sp/target.js';
import type { Options } from './command.js';
import type { Io } from './io.js';
import { textOption } from './options.js';

/** Names that are looked for, in this order. */
const NAMES = ['standin.config.yaml', 'standin.config.yml'];

const FIX = 'standin init writes one; --config FILE names another.';

/** The nearest configuration, from a folder upwards. */
function nearest(folder: string): string | undefined {
  const found = NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));
  const parent = dirname(folder);
  return found ?? (parent === folder ? undefined : nearest(parent));
}

/** `--config`, or the nearest one above the folder. @throws UserError `config-not-found` */
function configFile(options: Options, cwd: string): string {
  const named = textOption(options, 'config');
  if (named === undefined) {
    const found = nearest(resolve(cwd));
    if (found !== undefined) return found;
    const message = `There is no ${NAMES[0] ?? ''} here or in a folder above.`;
    throw new UserError('config-not-found', message, { fix: FIX });
  }
  const file = resolve(cwd, named);
  if (existsSync(file)) return file;
  throw new UserError('config-not-found', `There is no file "${named}".`, { fix: FIX });
}

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
