/** Floor 3: a Google Workspace customer, and an SP set up as its custom SAML app (fidelity 1.3, 2.3). */
import { AUTHN_CONTEXT_CLASSES, NAME_ID_FORMATS } from '../../saml/names.js';
import type { IdpSettings } from '../../scenario/scenario.js';
import { identityOf, labelOf, tenantName } from '../identity.js';
import type { Application, SpFacts, Tenant } from '../tenant.js';
import { mappingsOf } from './google-attributes.js';
import { readGoogleSettings } from './google-settings.js';
import { checkSource } from '../source.js';
import { GOOGLE_SOURCES } from './google-source.js';

const ACCOUNTS = 'https://accounts.google.com/o/saml2';

/** The customer; its id is in every URL. */
export function googleTenant(settings: IdpSettings): Tenant {
  const name = tenantName(settings.tenant);
  const letters = identityOf('google-workspace', 'customer', name).alphanumeric(7).toLowerCase();
  const id = `C0${letters}`;
  return { name, id, issuer: `${ACCOUNTS}?idpid=${id}` };
}

/**
 * Sets the SP up as a custom SAML app.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function googleApplication(settings: IdpSettings, sp: SpFacts, tenant: Tenant): Application {
  const given = readGoogleSettings(settings.app ?? {}, ['app']);
  const name = given.label ?? labelOf(sp.entityId);
  const id = identityOf('google-workspace', 'application', tenant.name, name).digits(12);
  const signsResponse = given.signedResponse ?? false;
  return {
    name,
    id,
    key: id,
    audience: given.entityId ?? sp.entityId,
    acsUrls: [given.acsUrl ?? sp.acsUrl],
    ssoUrl: `${ACCOUNTS}/idp?idpid=${tenant.id}`,
    launchUrl: `${ACCOUNTS}/initsso?idpid=${tenant.id}&spid=${id}&forceauthn=false`,
    issuer: tenant.issuer,
    nameId: {
      format: given.nameIdFormat ?? NAME_ID_FORMATS.unspecified,
      source: checkSource(GOOGLE_SOURCES, given.nameId ?? 'user.primaryEmail', ['app', 'nameId']),
    },
    attributes: mappingsOf(given),
    // One of the two, never both.
    signed: { response: signsResponse, assertion: !signsResponse },
    signatureAlgorithm: 'rsa-sha256',
    digestAlgorithm: 'sha256',
    windows: { notBefore: -300, notOnOrAfter: 300, confirmation: 300 },
    authnContextClassRef: AUTHN_CONTEXT_CLASSES.unspecified,
    sessionAge: given.sessionAge ?? 0,
    honorForceAuthn: true,
    ...(given.startUrl === undefined ? {} : { defaultRelayState: given.startUrl }),
    vendor: { groups: given.groupMembership?.groups ?? [] },
  };
}
