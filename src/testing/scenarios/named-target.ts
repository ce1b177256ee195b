/** Floor 9: a target of `standin.config.yaml` by its name. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { idpMetadata } from '../../run/idp-metadata.js';
import { readText } from '../../run/read-text.js';
import { loadConfig } from '../../scenario/load-config.js';
import { offerConfigured } from '../../sp/configured.js';
import type { TargetOffer } from '../../sp/target.js';

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
