/** Floor 9: the SPs of `standin.config.yaml`: those whose entity ID and ACS are known without asking them. */
import { existsSync } from 'node:fs';
import { UserError } from '../../base/errors.js';
import { nearestConfig } from '../../run/find-config.js';
import { readText } from '../../run/read-text.js';
import { readSpMetadata } from '../../saml/sp-metadata.js';
import type { TargetConfig } from '../../scenario/target-config.js';
import type { SpFacts } from '../../idp/tenant.js';
import type { SpStart } from '../../server/state/start.js';
import type { Options } from '../command.js';
import type { Io } from '../io.js';
import { textOption } from '../options.js';
import { spFactsOf } from '../../idp/sp-facts.js';

/** What the target's metadata file says; one behind a URL is not asked for: the app may be started later. */
function fromFile({ metadata }: TargetConfig): Partial<SpFacts> {
  if (metadata === undefined || /^https?:/i.test(metadata) || !existsSync(metadata)) return {};
  return spFactsOf(readSpMetadata(readText(metadata)));
}

function spOf(config: TargetConfig): readonly SpStart[] {
  const told = fromFile(config);
  const entityId = config.entityId ?? told.entityId;
  const acsUrl = config.acs ?? told.acsUrl;
  if (entityId === undefined || acsUrl === undefined) return [];
  const { application: label, start } = config;
  const startUrl = /[{}]/.test(start.url) ? {} : { startUrl: start.url };
  const facts = { ...told, entityId, acsUrl };
  return [{ facts, source: 'configuration', label, ...startUrl }];
}

async function readAll(options: Options, io: Io): Promise<readonly SpStart[]> {
  const { readConfig } = await import('../read-config.js');
  return Object.values(readConfig(options, io).targets).flatMap(spOf);
}

/**
 * The targets of the configuration that was named, or of the nearest one. A mistake in the latter is told and stops
 * nothing: nobody asked for it.
 *
 * @throws what `loadConfig` throws, `config-not-found`
 */
export async function configuredSps(options: Options, io: Io): Promise<readonly SpStart[]> {
  if (textOption(options, 'config') !== undefined) return readAll(options, io);
  const found = nearestConfig(io.cwd);
  if (found === undefined) return [];
  try {
    return await readAll(options, io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.stderr.write(`standin: ${found} is left out: ${error.message}\n`);
    return [];
  }
}
