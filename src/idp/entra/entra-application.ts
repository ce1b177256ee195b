/** Floor 3: an Entra tenant, and an SP set up as its application (fidelity 1.2, 2.2). */
import { AUTHN_CONTEXT_CLASSES, NAME_ID_FORMATS } from '../../saml/names.js';
import type { IdpSettings } from '../../scenario/scenario.js';
import { encryption } from '../encryption.js';
import { identityOf, labelOf, tenantName } from '../identity.js';
import { requestSigning } from '../request-signing.js';
import { settingError } from '../settings.js';
import { checkSource } from '../source.js';
import type { Application, SpFacts, Tenant } from '../tenant.js';
import { claimsOf } from './entra-claims.js';
import { readEntraSettings } from './entra-settings.js';
import type { EntraAuthnMethod, EntraSettings } from './entra-settings.js';
import { ENTRA_SOURCES } from './entra-source.js';

/** What only Entra reads of its applications. */
interface EntraSwitches {
  readonly kind: 'enterprise' | 'app-registration';
  readonly authnMethods: readonly EntraAuthnMethod[];
  readonly groupOverage: 'omit' | 'link';
}

/** The NameID source of an app registration: a pairwise id that only this application sees. */
export const PAIRWISE_SOURCE = 'entra:pairwise';

/** The tenant GUID of a name, also of other organisations whose guests come here. */
export function entraTenantId(name: string): string {
  return identityOf('entra', 'tenant', name).guid();
}

/** The entity ID of a tenant. */
export function entraIssuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

/** The tenant. */
export function entraTenant(settings: IdpSettings): Tenant {
  const name = tenantName(settings.tenant);
  const id = entraTenantId(name);
  return { name, id, issuer: entraIssuer(id) };
}

/**
 * Sets the SP up as an application.
 *
 * @throws UserError `setting-invalid`, `source-unknown`, `not-supported`
 */
export function entraApplication(settings: IdpSettings, sp: SpFacts, tenant: Tenant): Application {
  const given = readEntraSettings(settings.app ?? {}, ['app']);
  if (given.replyUrls?.length === 0) {
    throw settingError(['app', 'replyUrls'], 'needs at least one reply URL');
  }
  const name = given.label ?? labelOf(sp.entityId);
  const id = identityOf('entra', 'application', tenant.name, name).guid();
  return {
    name,
    id,
    key: id,
    audience: given.identifier ?? sp.entityId,
    acsUrls: given.replyUrls ?? [sp.acsUrl],
    ssoUrl: `https://login.microsoftonline.com/${tenant.id}/saml2`,
    launchUrl: `https://launcher.myapps.microsoft.com/api/signin/${id}?tenantId=${tenant.id}`,
    issuer: tenant.issuer,
    nameId: nameId(given),
    attributes: claimsOf(given, tenant),
    signed: given.signing ?? { response: false, assertion: true },
    signatureAlgorithm: given.signingAlgorithm ?? 'rsa-sha256',
    digestAlgorithm: given.signingAlgorithm === 'rsa-sha1' ? 'sha1' : 'sha256',
    ...requestSigning(given.signedRequests, sp),
    ...logout(given, sp, tenant),
    ...encrypting(given, sp),
    windows: windows(given),
    authnContextClassRef: AUTHN_CONTEXT_CLASSES.Password,
    sessionAge: given.authnInstantAge ?? 0,
    honorForceAuthn: true,
    ...(given.relayState === undefined ? {} : { defaultRelayState: given.relayState }),
    vendor: { ...switches(given) },
  };
}

/** A registered Logout URL is all it takes; the IdP's own is that of the sign-on. */
function logout(given: EntraSettings, sp: SpFacts, tenant: Tenant): Pick<Application, 'slo'> {
  const spUrl = given.logoutUrl ?? sp.sloUrl;
  if (spUrl === undefined) return {};
  const url = `https://login.microsoftonline.com/${tenant.id}/saml2`;
  const { signingCertificate: certificate } = sp;
  const known = certificate === undefined ? {} : { certificate };
  return { slo: { url, spUrl, spBinding: 'redirect', ...known } };
}

function switches(given: EntraSettings): EntraSwitches {
  return {
    kind: given.kind ?? 'enterprise',
    authnMethods: given.authnMethods ?? ['password'],
    groupOverage: given.groupOverage ?? 'omit',
  };
}

function nameId(given: EntraSettings): Application['nameId'] {
  const pairwise = given.kind === 'app-registration';
  const source = given.nameId?.source;
  return {
    format:
      given.nameId?.format ??
      (pairwise ? NAME_ID_FORMATS.persistent : NAME_ID_FORMATS.emailAddress),
    source:
      source !== undefined
        ? checkSource(ENTRA_SOURCES, source, ['app', 'nameId', 'source'])
        : pairwise
          ? PAIRWISE_SOURCE
          : 'user.userprincipalname',
  };
}

/** A token lifetime policy moves the Conditions but not the SubjectConfirmationData (10 minutes to 1 day). */
function windows({ tokenLifetime }: EntraSettings): Application['windows'] {
  const lifetime = tokenLifetime ?? 3_600_000;
  if (lifetime < 600_000 || lifetime > 86_400_000) {
    throw settingError(['app', 'tokenLifetime'], 'must lie between 10m and 1d');
  }
  return { notBefore: -300, notOnOrAfter: Math.floor(lifetime / 1000), confirmation: 3600 };
}

/** Entra leaves no choice: AES-256. */
function encrypting(
  { tokenEncryption: given }: EntraSettings,
  sp: SpFacts,
): Pick<Application, 'encryption'> {
  const how = { content: 'aes256-cbc', transport: 'rsa-oaep-mgf1p' } as const;
  const path = ['app', 'tokenEncryption'];
  return given === undefined ? {} : encryption(how, given.certificate, sp, path);
}
