/** Floor 3: an Okta org, and an SP set up as its custom SAML application (fidelity 1.1, 2.1). */
import { AUTHN_CONTEXT_CLASSES, NAME_ID_FORMATS } from '../../saml/names.js';
import type { IdpSettings } from '../../scenario/scenario.js';
import { encryption } from '../encryption.js';
import { identityOf, labelOf, tenantName } from '../identity.js';
import { requestSigning } from '../request-signing.js';
import { settingError } from '../settings.js';
import type { Application, SpFacts, Tenant } from '../tenant.js';
import { OKTA_DEFAULT_STATEMENTS, readStatement } from './okta-attributes.js';
import { readOktaSettings } from './okta-settings.js';
import type { OktaSettings } from './okta-settings.js';
import { oktaSlo } from './okta-slo.js';
import { checkTemplate } from './okta-source.js';

/** What only Okta reads of its applications. */
interface OktaSwitches {
  /** The application's name in URLs: `acme_apiproofcom_1`. */
  readonly appName: string;
  readonly allowMultipleAcsEndpoints: boolean;
  /** Requestable ACS URLs by index. */
  readonly acsIndexes: Readonly<Record<number, string>>;
}

/** The org. Its Issuer names the host only: each application adds its key. */
export function oktaTenant(settings: IdpSettings): Tenant {
  const name = tenantName(settings.tenant);
  return {
    name,
    id: `00o${identityOf('okta', 'org', name).alphanumeric(17)}`,
    issuer: 'http://www.okta.com/',
  };
}

/**
 * Sets the SP up as a custom SAML application.
 *
 * @throws UserError `setting-invalid`, `source-unknown`, `not-supported`
 */
export function oktaApplication(settings: IdpSettings, sp: SpFacts, tenant: Tenant): Application {
  const given = readOktaSettings(settings.app ?? {}, ['app']);
  const name = given.label ?? labelOf(sp.entityId);
  const appName = `${tenant.name}_${slug(name)}_1`;
  const ids = identityOf('okta', 'application', tenant.name, name);
  const id = `0oa${ids.alphanumeric(17)}`;
  const key = `exk${ids.alphanumeric(17)}`;
  const org = `https://${tenant.name}.okta.com`;
  const { vendor, ...places } = endpoints(given, sp, appName);
  const logout = oktaSlo(given, sp, `${org}/app/${appName}/${key}/slo/saml`);
  return {
    name,
    id,
    key,
    audience: given.audience ?? sp.entityId,
    ...places,
    ...logout.part,
    vendor: { ...vendor, ...logout.switches },
    ssoUrl: `${org}/app/${appName}/${key}/sso/saml`,
    launchUrl: `${org}/home/${appName}/${id}/aln${ids.alphanumeric(17)}`,
    issuer: (given.idpIssuer ?? `${tenant.issuer}\${org.externalKey}`).replaceAll(
      '${org.externalKey}',
      key,
    ),
    ...subject(given),
    ...signing(given),
    ...encrypting(given, sp),
    ...requestSigning(given.signedRequests, sp),
    windows: lifetimes(given.samlAssertionLifetimeSeconds ?? 300),
    authnContextClassRef:
      given.authnContextClassRef ?? AUTHN_CONTEXT_CLASSES.PasswordProtectedTransport,
    sessionAge: given.sessionAge ?? 0,
    honorForceAuthn: given.honorForceAuthn ?? true,
    ...(given.defaultRelayState === undefined
      ? {}
      : { defaultRelayState: given.defaultRelayState }),
  };
}

/** Letters and digits only, as Okta derives an application's URL name from its label. */
function slug(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]/g, '') || 'app';
}

function lifetimes(seconds: number): Application['windows'] {
  return { notBefore: -300, notOnOrAfter: seconds, confirmation: seconds };
}

function endpoints(
  given: OktaSettings,
  sp: SpFacts,
  appName: string,
): Pick<Application, 'acsUrls' | 'recipient' | 'destination' | 'vendor'> {
  const main = given.ssoAcsUrl ?? sp.acsUrl;
  const extra = given.allowMultipleAcsEndpoints === true ? (given.acsEndpoints ?? []) : [];
  const acsIndexes: Record<number, string> = {};
  for (const { url, index } of extra) if (index !== undefined) acsIndexes[index] = url;
  const switches: OktaSwitches = {
    appName,
    allowMultipleAcsEndpoints: given.allowMultipleAcsEndpoints ?? false,
    acsIndexes,
  };
  return {
    acsUrls: [...new Set([main, ...extra.map(({ url }) => url)])],
    ...(given.recipient === undefined ? {} : { recipient: given.recipient }),
    ...(given.destination === undefined ? {} : { destination: given.destination }),
    vendor: { ...switches },
  };
}

function subject(given: OktaSettings): Pick<Application, 'nameId' | 'attributes'> {
  const template = given.subjectNameIdTemplate ?? '${user.userName}';
  return {
    nameId: {
      format: given.subjectNameIdFormat ?? NAME_ID_FORMATS.unspecified,
      source: checkTemplate(template, ['app', 'subjectNameIdTemplate']),
    },
    attributes:
      given.attributeStatements?.map((statement, index) =>
        readStatement(statement, ['app', 'attributeStatements', index]),
      ) ?? OKTA_DEFAULT_STATEMENTS,
  };
}

function signing(
  given: OktaSettings,
): Pick<Application, 'signed' | 'signatureAlgorithm' | 'digestAlgorithm'> {
  const signed = {
    response: given.responseSigned ?? true,
    assertion: given.assertionSigned ?? true,
  };
  if (!signed.response && !signed.assertion) {
    throw settingError(
      ['app', 'assertionSigned'],
      'Okta signs the Response, the Assertion or both, never nothing',
      'Set responseSigned or assertionSigned to true.',
    );
  }
  return {
    signed,
    signatureAlgorithm: given.signatureAlgorithm ?? 'rsa-sha256',
    digestAlgorithm: given.digestAlgorithm ?? 'sha256',
  };
}

/** AES256-CBC and RSA-OAEP are what Okta's console offers first. */
function encrypting(
  { assertionEncryption: given }: OktaSettings,
  sp: SpFacts,
): Pick<Application, 'encryption'> {
  if (given === undefined || given.enabled === false) return {};
  const how = {
    content: given.encryptionAlgorithm ?? 'aes256-cbc',
    transport: given.keyTransportAlgorithm ?? 'rsa-oaep-mgf1p',
  } as const;
  return encryption(how, given.x5c?.[0], sp, ['app', 'assertionEncryption']);
}
