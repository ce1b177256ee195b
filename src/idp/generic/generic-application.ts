/** Floor 3: the generic provider's tenant, and an SP set up as its application. */
import {
  ATTRIBUTE_NAME_FORMATS,
  AUTHN_CONTEXT_CLASSES,
  NAME_ID_FORMATS,
} from '../../saml/names.js';
import type { IdpSettings } from '../../scenario/scenario.js';
import { encryption } from '../encryption.js';
import { identityOf, labelOf, tenantName } from '../identity.js';
import { requestSigning } from '../request-signing.js';
import { settingError } from '../settings.js';
import type { SettingPath } from '../settings.js';
import { checkSource } from '../source.js';
import type { Application, AttributeStatement, SpFacts, Tenant } from '../tenant.js';
import { readGenericSettings } from './generic-settings.js';
import type { GenericAttribute, GenericSettings } from './generic-settings.js';
import { genericSlo } from './generic-slo.js';
import { GENERIC_SOURCES } from './generic-source.js';

const basic = ATTRIBUTE_NAME_FORMATS.basic;

const DEFAULT_ATTRIBUTES: readonly AttributeStatement[] = [
  { name: 'email', nameFormat: basic, source: 'email' },
  { name: 'firstName', nameFormat: basic, source: 'firstName' },
  { name: 'lastName', nameFormat: basic, source: 'lastName' },
  { name: 'roles', nameFormat: basic, source: 'roles' },
];

/** The provider of one organisation. */
export function genericTenant(settings: IdpSettings): Tenant {
  const name = tenantName(settings.tenant);
  return {
    name,
    id: identityOf('generic', 'tenant', name).guid(),
    issuer: `https://idp.${name}.example/saml`,
  };
}

/**
 * Sets the SP up as an application.
 *
 * @throws UserError `setting-invalid`, `source-unknown`, `not-supported`
 */
export function genericApplication(
  settings: IdpSettings,
  sp: SpFacts,
  tenant: Tenant,
): Application {
  const given = readGenericSettings(settings.app ?? {}, ['app']);
  if (given.acsUrls?.length === 0) throw settingError(['app', 'acsUrls'], 'needs at least one URL');
  const name = given.label ?? labelOf(sp.entityId);
  const id = identityOf('generic', 'application', tenant.name, name).guid();
  return {
    name,
    id,
    key: id,
    audience: given.audience ?? sp.entityId,
    acsUrls: given.acsUrls ?? [sp.acsUrl],
    ssoUrl: `${tenant.issuer}/sso`,
    launchUrl: `${tenant.issuer}/launch/${id}`,
    issuer: given.issuer ?? tenant.issuer,
    ...subject(given),
    ...signing(given),
    ...encrypting(given, sp),
    ...requestSigning(given.signedRequests, sp),
    ...genericSlo(given, sp, `${tenant.issuer}/slo`),
    windows: { notBefore: -60, notOnOrAfter: 300, confirmation: 300, ...given.windows },
    authnContextClassRef:
      given.authnContextClassRef ?? AUTHN_CONTEXT_CLASSES.PasswordProtectedTransport,
    sessionAge: given.sessionAge ?? 0,
    honorForceAuthn: given.honorForceAuthn ?? true,
    ...(given.defaultRelayState === undefined
      ? {}
      : { defaultRelayState: given.defaultRelayState }),
    vendor: {},
  };
}

function subject(given: GenericSettings): Pick<Application, 'nameId' | 'attributes'> {
  const source = given.nameId?.source ?? 'email';
  return {
    nameId: {
      format: given.nameId?.format ?? NAME_ID_FORMATS.emailAddress,
      source: checkSource(GENERIC_SOURCES, source, ['app', 'nameId', 'source']),
    },
    attributes:
      given.attributes?.map((attribute, index) =>
        readAttribute(attribute, ['app', 'attributes', index]),
      ) ?? DEFAULT_ATTRIBUTES,
  };
}

function readAttribute(given: GenericAttribute, path: SettingPath): AttributeStatement {
  if (given.name === undefined) throw settingError([...path, 'name'], 'is missing');
  if ((given.source === undefined) === (given.values === undefined)) {
    throw settingError(path, 'needs either a source or values');
  }
  const head = { name: given.name, nameFormat: given.nameFormat ?? basic };
  if (given.values !== undefined) return { ...head, values: given.values };
  const source = checkSource(GENERIC_SOURCES, given.source ?? '', [...path, 'source']);
  return { ...head, source };
}

function signing(
  given: GenericSettings,
): Pick<Application, 'signed' | 'signatureAlgorithm' | 'digestAlgorithm'> {
  const signed = {
    response: given.sign?.response ?? false,
    assertion: given.sign?.assertion ?? true,
  };
  if (!signed.response && !signed.assertion) {
    throw settingError(['app', 'sign'], 'something must be signed: response, assertion or both');
  }
  return {
    signed,
    signatureAlgorithm: given.signatureAlgorithm ?? 'rsa-sha256',
    digestAlgorithm: given.digestAlgorithm ?? 'sha256',
  };
}

function encrypting(
  { encryption: given }: GenericSettings,
  sp: SpFacts,
): Pick<Application, 'encryption'> {
  if (given === undefined) return {};
  const { certificate, ...chosen } = given;
  const how = { content: 'aes256-gcm', transport: 'rsa-oaep-mgf1p', ...chosen } as const;
  return encryption(how, certificate, sp, ['app', 'encryption']);
}
