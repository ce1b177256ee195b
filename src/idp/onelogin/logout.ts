/** Floor 3: OneLogin's single logout (fidelity 2.4, 5): by the specification, sent by redirect. */
import { genericLogout } from '../generic/logout.js';
import type { LogoutRules } from '../logout.js';
import type { Application, SpFacts } from '../tenant.js';

/** What OneLogin does beyond the specification, nobody has captured: requests and answers are plain and signed. */
export const oneloginLogout: LogoutRules = {
  ...genericLogout,
  answersBy: () => 'redirect',
  declaration: '',
};

/**
 * Sets single logout up where the SP has a single logout service, or the settings name its URL.
 *
 * @param url - where OneLogin takes logout messages for the application
 */
export function oneloginSlo(
  logoutUrl: string | undefined,
  sp: SpFacts,
  url: string,
): Pick<Application, 'slo'> {
  const spUrl = logoutUrl ?? sp.sloUrl;
  const certificate = sp.signingCertificate;
  if (spUrl === undefined || certificate === undefined) return {};
  return { slo: { url, spUrl, spBinding: 'redirect', certificate } };
}
