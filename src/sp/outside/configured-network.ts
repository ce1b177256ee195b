/** Floor 5: which origins are a configured app's: nothing is sent where the user did not say so. */
import { TargetError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import type { TargetConfig } from '../../scenario/target-config.js';
import { originsOf } from './app-network.js';

type Told = Pick<TargetConfig, 'name' | 'url' | 'acs' | 'origins'>;

/** The origins that the configuration names. */
export function toldOrigins({ url, acs, origins }: Told): ReadonlySet<string> {
  return originsOf([url, ...origins, ...(acs === undefined ? [] : [acs])]);
}

/**
 * The origins of an app whose ACS is known.
 *
 * @param config - as configured
 * @param acsUrl - configured, or learnt; a learnt one may lead to this machine, but not away from it
 * @throws TargetError `target-undrivable` when a learnt ACS is at a host that the configuration does not name
 */
export function ownOrigins(config: Told, acsUrl: string): ReadonlySet<string> {
  const told = toldOrigins(config);
  const { origin, hostname } = new URL(acsUrl);
  if (told.has(origin) || isLoopback(hostname)) return new Set([...told, origin]);
  throw new TargetError(
    'target-undrivable',
    `${config.name} wants SAML Responses at ${acsUrl}, which is not at ${config.url}.`,
    {
      fix: `Correct the app's own public URL, or \`url\` of ${config.name}; or list ${origin} in its \`origins\`.`,
    },
  );
}
