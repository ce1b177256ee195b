/** Floor 3: single logout of a generic application: wherever the SP has a service for it. */
import { settingError } from '../settings.js';
import type { Application, SpFacts } from '../tenant.js';
import type { GenericSettings } from './generic-settings.js';

/**
 * Sets single logout up where the SP has a single logout service, unless the settings say otherwise.
 *
 * @param url - where the IdP takes logout messages
 * @throws UserError `setting-invalid` where it is asked for and the SP has none, or no certificate
 */
export function genericSlo(
  given: GenericSettings,
  sp: SpFacts,
  url: string,
): Pick<Application, 'slo'> {
  const { slo = {} } = given;
  const asked = Object.hasOwn(given, 'slo');
  if (asked && given.slo === undefined) return {};
  const spUrl = slo.url ?? sp.sloUrl;
  const certificate = slo.certificate ?? sp.signingCertificate;
  if (spUrl !== undefined && certificate !== undefined) {
    return { slo: { url, spUrl, spBinding: slo.binding ?? 'redirect', certificate } };
  }
  if (!asked) return {};
  const what = spUrl === undefined ? 'single logout service' : 'signing certificate';
  throw settingError(['app', 'slo'], `the SP has no ${what}`, 'Give its url and certificate.');
}
