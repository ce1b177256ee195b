/** Floor 3: single logout of an Okta application, from the settings under the names of Okta's API. */
import { settingError } from '../settings.js';
import type { SingleLogout, SpFacts } from '../tenant.js';
import type { OktaLogoutSwitches } from './logout.js';
import type { OktaSettings } from './okta-settings.js';

/** What an application has of it. */
export interface OktaSlo {
  readonly part: { readonly slo?: SingleLogout };
  readonly switches: OktaLogoutSwitches;
}

/**
 * Sets single logout up, where the application enables it. What the settings leave out is taken from the SP.
 *
 * @param url - where Okta takes LogoutRequests for the application
 * @throws UserError `setting-invalid` without a logout URL or certificate of the SP: Okta asks for both
 */
export function oktaSlo(given: OktaSettings, sp: SpFacts, url: string): OktaSlo {
  const { slo, participateSlo } = given;
  const participates = participateSlo !== undefined && participateSlo.enabled !== false;
  if (slo === undefined || slo.enabled === false) {
    if (!participates) return { part: {}, switches: {} };
    throw settingError(['app', 'participateSlo'], 'needs single logout', 'Set slo: true, too.');
  }
  const own = slo.logoutUrl ?? sp.sloUrl;
  const spUrl = participates ? (participateSlo.logoutRequestUrl ?? own) : own;
  if (own === undefined || spUrl === undefined) {
    throw settingError(['app', 'slo', 'logoutUrl'], 'the SP has no single logout service');
  }
  const certificate = slo.certificate ?? sp.signingCertificate;
  if (certificate === undefined) {
    const problem = 'the SP has no signing certificate to check LogoutRequests with';
    throw settingError(['app', 'slo', 'certificate'], problem, 'Give it as base64 DER.');
  }
  return {
    part: { slo: { url, spUrl, spBinding: participateSlo?.bindingType ?? 'post', certificate } },
    switches: {
      sloIssuer: slo.issuer ?? given.audience ?? sp.entityId,
      participates,
      sessionIndexRequired: participateSlo?.sessionIndexRequired ?? true,
    },
  };
}
