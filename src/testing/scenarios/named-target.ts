/** Floor 9: a target of `standin.config.yaml` by its name. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { idpMetadata } from '../../run/idp-metadata.js';
import { readText } from '../../run/read-text.js';
import { loadConfig } from '../../scenario/load-config.js';
import { offerConfigured } from '../../sp/configured.js';
import type { TargetOffer } from '../../sp/target.js';

const NAMES = ['standin.config.yaml', 'standin.config.yml'];

/** The nearest configuration, from a folder upwards. */
function nearestConfig(folder: string): string | undefined {
  const found = NAMES.map((file) => join(folder, file)).find((file) => existsSync(file));
  const parent = dirname(folder);
  return found ?? (parent === folder ? undefined : nearestConfig(parent));
}

/**
 * The configuration that names the targets of tests.
 *
 * @param named - a file, from `cwd`; absent = the nearest one above
 * @throws UserError `config-not-found`
 */
export function findConfig(named: string | undefined, cwd: string): string {
  const file = named === undefined ? nearestConfig(cwd) : resolve(cwd, named);
  if (file !== undefined && existsSync(file)) return file;
  const what = named ?? `${NAMES[0] ?? ''} in ${cwd} or above`;
  throw new UserError('config-not-found', `There is no ${what}.`, {
    fix: 'standin init writes one; an app of the test is given as it is: { target: app }.',
  });
}

/** @throws UserError `target-unknown`, and what is wrong with the configuration */
export function namedTarget(name: string, file: string): TargetOffer {
  const { targets } = loadConfig(readText(file), { file, env: process.env });
  const config = targets[name];
  if (config === undefined) {
    throw new UserError('target-unknown', `There is no target "${name}" in ${file}.`, {
      fix: didYouMean(name, Object.keys(targets)),
    });
  }
  return offerConfigured(config, { metadata: (vendor) => idpMetadata(config, vendor) });
}
