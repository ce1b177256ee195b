/** Floor 2: an SP's metadata document, read: what an IdP administrator would take from it (saml-metadata 2.4.4). */
import { UserError } from '../base/errors.js';
import type { ResolvedElement } from '../xml/query.js';
import { attributeOf, childrenNamed, isNamed, textOf } from '../xml/query.js';
import { BINDINGS, NAMESPACES } from './names.js';
import type { Binding } from './names.js';
import { parseMessage } from './parse-message.js';
import { parseBoolean, parseIndex } from './xml-types.js';

/** What the document says of the SP. */
export interface SpMetadata {
  readonly entityId: string;
  /** The default assertion consumer service of the POST binding. */
  readonly acsUrl: string;
  /** Its single logout service by binding; absent: it has none of that binding. */
  readonly sloUrls: Readonly<Partial<Record<Binding, string>>>;
  /** It signs its AuthnRequests. */
  readonly signsRequests: boolean;
  readonly wantsSignedAssertions: boolean;
  /** Its signing certificates, as base64 DER. */
  readonly certificates: readonly string[];
  /** What may be encrypted to, as base64 DER. */
  readonly encryptionCertificates: readonly string[];
}

/** An endpoint as the document lists it. */
interface Endpoint {
  readonly location: string;
  readonly index: number;
  readonly isDefault: boolean | undefined;
}

function malformed(problem: string, fix: string): UserError {
  return new UserError('message-malformed', problem, { fix });
}

/** The document's entity; a list of entities must hold exactly one SP (saml-metadata 2.3.1). */
function spEntity(root: ResolvedElement): ResolvedElement {
  if (isNamed(root, NAMESPACES.metadata, 'EntityDescriptor')) return root;
  if (!isNamed(root, NAMESPACES.metadata, 'EntitiesDescriptor')) {
    const what = `{${root.namespace.slice(0, 100)}}${root.local.slice(0, 100)}`;
    throw malformed(
      `the document is ${what}, not SAML metadata`,
      'Give the metadata of the service provider: an md:EntityDescriptor.',
    );
  }
  const entities = childrenNamed(root, NAMESPACES.metadata, 'EntityDescriptor');
  const [only, another] = entities.filter((entity) => descriptorsOf(entity).length > 0);
  if (only !== undefined && another === undefined) return only;
  throw malformed(
    `the metadata lists ${only === undefined ? 'no service provider' : 'several service providers'}`,
    'Give the metadata of the one service provider under test.',
  );
}

/** The SP roles that speak SAML 2.0. */
function descriptorsOf(entity: ResolvedElement): readonly ResolvedElement[] {
  return childrenNamed(entity, NAMESPACES.metadata, 'SPSSODescriptor').filter((role) =>
    (attributeOf(role, 'protocolSupportEnumeration') ?? '')
      .split(/\s+/)
      .includes(NAMESPACES.protocol),
  );
}

function flag(element: ResolvedElement, name: string): boolean | undefined {
  const text = attributeOf(element, name);
  return text === undefined ? undefined : parseBoolean(text, name);
}

function endpointOf(service: ResolvedElement): Endpoint {
  return {
    location: attributeOf(service, 'Location') ?? '',
    index: parseIndex(attributeOf(service, 'index') ?? '0', 'index'),
    isDefault: flag(service, 'isDefault'),
  };
}

/** The default endpoint: the one that says so, else the first that does not deny it, else the first (2.2.3). */
function defaultAcs(role: ResolvedElement): string {
  const endpoints = childrenNamed(role, NAMESPACES.metadata, 'AssertionConsumerService')
    .filter((service) => attributeOf(service, 'Binding') === BINDINGS.post)
    .map(endpointOf)
    .sort((one, other) => one.index - other.index);
  const chosen =
    endpoints.find(({ isDefault }) => isDefault === true) ??
    endpoints.find(({ isDefault }) => isDefault === undefined) ??
    endpoints[0];
  if (chosen !== undefined && URL.canParse(chosen.location)) return chosen.location;
  throw malformed(
    'the metadata names no assertion consumer service of the HTTP-POST binding',
    'Set `acs` to the URL that takes the SAML Response.',
  );
}

/** The first single logout service of each binding; endpoints that are no URLs are nobody's (saml-metadata 2.4.2). */
function logoutServices(role: ResolvedElement): SpMetadata['sloUrls'] {
  const services = childrenNamed(role, NAMESPACES.metadata, 'SingleLogoutService');
  const found = Object.entries(BINDINGS).flatMap(([name, uri]) => {
    const own = services.filter((service) => attributeOf(service, 'Binding') === uri);
    const urls = own.map((service) => attributeOf(service, 'Location') ?? '');
    const url = urls.find((location) => URL.canParse(location));
    return url === undefined ? [] : [[name, url] as const];
  });
  return Object.fromEntries(found);
}

/** A key without `use` serves both purposes (2.4.1.1). */
function certificatesOf(role: ResolvedElement, use: 'signing' | 'encryption'): string[] {
  const within = (parents: readonly ResolvedElement[], local: string): readonly ResolvedElement[] =>
    parents.flatMap((parent) => childrenNamed(parent, NAMESPACES.signature, local));
  const keys = childrenNamed(role, NAMESPACES.metadata, 'KeyDescriptor').filter(
    (key) => (attributeOf(key, 'use') ?? use) === use,
  );
  const data = within(within(keys, 'KeyInfo'), 'X509Data');
  return within(data, 'X509Certificate').map((element) => textOf(element).replace(/\s+/g, ''));
}

/**
 * Reads the metadata of a service provider. Nothing in it is verified.
 *
 * @param xml - the document, possibly hostile
 * @throws UserError `message-malformed`, `message-too-large`
 * @example
 * readSpMetadata(xml).acsUrl; // 'https://app.example/saml/acs'
 */
export function readSpMetadata(xml: string): SpMetadata {
  const entity = spEntity(parseMessage(xml).root);
  const [role] = descriptorsOf(entity);
  const entityId = attributeOf(entity, 'entityID') ?? '';
  if (role === undefined || entityId === '') {
    throw malformed(
      role === undefined
        ? 'the metadata describes no SAML 2.0 service provider'
        : 'the metadata has no entityID',
      'Give the metadata of the service provider, not of the identity provider.',
    );
  }
  return {
    entityId,
    acsUrl: defaultAcs(role),
    sloUrls: logoutServices(role),
    signsRequests: flag(role, 'AuthnRequestsSigned') ?? false,
    wantsSignedAssertions: flag(role, 'WantAssertionsSigned') ?? false,
    certificates: certificatesOf(role, 'signing'),
    encryptionCertificates: certificatesOf(role, 'encryption'),
  };
}
