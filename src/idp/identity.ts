/** Floor 3: ids of tenants and applications. They follow from the names, so that metadata and messages of two runs agree. */
import { seededRandom } from '../base/random.js';
import type { Random } from '../base/random.js';
import { settingError } from './settings.js';

/**
 * The source of a tenant's or application's ids: always the same for the same names, whatever the run's seed
 * is, because an SP that was set up with yesterday's metadata must know today's Issuer.
 *
 * @example
 * identityOf('entra', 'tenant', 'acme').guid();
 */
export function identityOf(...names: readonly string[]): Random {
  return seededRandom(JSON.stringify(names));
}

/** What a tenant may be called: one DNS label. */
const TENANT_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The tenant's name, `acme` when the story gives none.
 *
 * @throws UserError `setting-invalid`
 */
export function tenantName(given: string | undefined): string {
  const name = given ?? 'acme';
  if (TENANT_NAME.test(name)) return name;
  throw settingError(
    ['tenant'],
    'must be one lower-case DNS label',
    'Write it like acme or trial-9159188.',
  );
}

/** What an application is called when the story gives no name: the host of the SP, or its whole entity ID. */
export function labelOf(entityId: string): string {
  return URL.canParse(entityId) ? new URL(entityId).hostname || entityId : entityId;
}
