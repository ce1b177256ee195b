/** Floor 3: a OneLogin account, and an SP set up as its SAML Custom Connector (Advanced) (fidelity 1.3, 2.4). */
import { AUTHN_CONTEXT_CLASSES, NAME_ID_FORMATS } from '../../saml/names.js';
import type { IdpSettings } from '../../scenario/scenario.js';
import { encryption } from '../encryption.js';
import { identityOf, labelOf, tenantName } from '../identity.js';
import { settingError } from '../settings.js';
import type { Application, SpFacts, Tenant } from '../tenant.js';
import { oneloginSlo } from './logout.js';
import { parametersOf } from './onelogin-parameters.js';
import { readOneloginSettings } from './onelogin-settings.js';
import type { OneloginSettings } from './onelogin-settings.js';

/** Every account's applications have their metadata, and with it their entity ID, here. */
const METADATA = 'https://app.onelogin.com/saml/metadata/';

/** What only OneLogin reads of its applications. */
interface OneloginSwitches {
  /** Matches the ACS URLs that a request may name besides the one that is set up. */
  readonly validator: RegExp | undefined;
  /** Names of attributes with a value for each value. */
  readonly multiValued: readonly string[];
  /** Minutes. */
  readonly sessionMinutes: number;
}

/** The account. Its Issuer names the host only: each application adds its id. */
export function oneloginTenant(settings: IdpSettings): Tenant {
  const name = tenantName(settings.tenant);
  return { name, id: identityOf('onelogin', 'account', name).digits(6), issuer: METADATA };
}

/**
 * Sets the SP up as a connector.
 *
 * @throws UserError `setting-invalid`, `source-unknown`
 */
export function oneloginApplication(
  settings: IdpSettings,
  sp: SpFacts,
  tenant: Tenant,
): Application {
  const given = readOneloginSettings(settings.app ?? {}, ['app']);
  const name = given.label ?? labelOf(sp.entityId);
  const ids = identityOf('onelogin', 'application', tenant.name, name);
  const id = ids.digits(7);
  const key = ids.guid();
  const account = `https://${tenant.name}.onelogin.com`;
  const { nameId, attributes, multiValued } = parametersOf(given);
  const acsUrl = given.consumer_url ?? sp.acsUrl;
  return {
    name,
    id,
    key,
    audience: given.audience ?? sp.entityId,
    acsUrls: [acsUrl],
    // Captures have the Recipient as the Destination, too.
    ...(given.recipient === undefined
      ? {}
      : { recipient: given.recipient, destination: given.recipient }),
    ssoUrl: `${account}/trust/saml2/http-post/sso/${key}`,
    launchUrl: `${account}/launch/${id}`,
    issuer: `${tenant.issuer}${key}`,
    nameId: { format: given.saml_nameid_format_id ?? NAME_ID_FORMATS.emailAddress, source: nameId },
    attributes,
    ...signing(given),
    ...encrypting(given, sp),
    ...oneloginSlo(given.logout_url, sp, `${account}/trust/saml2/http-redirect/slo/${id}`),
    windows: windows(given),
    authnContextClassRef: AUTHN_CONTEXT_CLASSES.PasswordProtectedTransport,
    // Captures have the second before the message, however old the session is.
    sessionAge: given.sessionAge ?? 1000,
    honorForceAuthn: true,
    ...(given.relaystate === undefined ? {} : { defaultRelayState: given.relaystate }),
    vendor: { ...switchesOf(given, multiValued) },
  };
}

function switchesOf(given: OneloginSettings, multiValued: readonly string[]): OneloginSwitches {
  return {
    validator: validatorOf(given.validator),
    multiValued,
    sessionMinutes: given.saml_sessionnotonorafter ?? 1440,
  };
}

/** The ACS URL (Consumer) Validator. */
function validatorOf(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern, 'u');
  } catch {
    throw settingError(['app', 'validator'], 'is not a regular expression');
  }
}

function windows(given: OneloginSettings): Application['windows'] {
  const after = (given.saml_notonorafter ?? 3) * 60;
  return { notBefore: -(given.saml_notbefore ?? 3) * 60, notOnOrAfter: after, confirmation: after };
}

/** Signature and digest go by one setting. */
function signing(
  given: OneloginSettings,
): Pick<Application, 'signed' | 'signatureAlgorithm' | 'digestAlgorithm'> {
  const digest = given.signature_algorithm ?? 'sha256';
  return {
    signed: given.saml_sign_element ?? { response: false, assertion: true },
    signatureAlgorithm: `rsa-${digest}`,
    digestAlgorithm: digest,
  };
}

function encrypting(given: OneloginSettings, sp: SpFacts): Pick<Application, 'encryption'> {
  const { encrypt_assertion: wanted, saml_encryption_method_id: method } = given;
  if (wanted !== true) return {};
  const how = { content: method ?? 'tripledes-cbc', transport: 'rsa-oaep-mgf1p' } as const;
  return encryption(how, given.encryption_certificate, sp, ['app', 'encrypt_assertion']);
}
