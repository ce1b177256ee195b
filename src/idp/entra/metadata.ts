/** Floor 3: the federation metadata of an Entra application (fidelity 2.2). */
import type { Certificate, SigningKey } from '../../keys/keys.js';
import { signElement } from '../../keys/sign.js';
import { BINDINGS, NAMESPACES } from '../../saml/names.js';
import { element, type XmlElement } from '../../xml/node.js';
import { writeXml } from '../../xml/write.js';
import { identityOf } from '../identity.js';
import { endpoint, keyDescriptor } from '../metadata-parts.js';
import type { Application, Tenant } from '../tenant.js';
import { claimTypesOffered } from './federation-claims.js';

const FEDERATION = 'http://docs.oasis-open.org/wsfed/federation/200706';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';

/**
 * Three roles with the same keys: security token service, application service, and the SAML IdP, which comes
 * without WantAuthnRequestsSigned and NameIDFormat. Signed with the key, when there is one, in Entra's form.
 */
export function entraMetadata(
  tenant: Tenant,
  application: Application,
  certificates: readonly Certificate[],
  key?: SigningKey,
): string {
  const id = `_${identityOf('entra', 'metadata', tenant.id, application.id).guid()}`;
  const root = element(
    'EntityDescriptor',
    [
      ['ID', id],
      ['entityID', tenant.issuer],
      ['xmlns', NAMESPACES.metadata],
    ],
    [
      federationRole('fed:SecurityTokenServiceType', tenant, certificates),
      federationRole('fed:ApplicationServiceType', tenant, certificates),
      identityProvider(application, certificates),
    ],
  );
  if (key === undefined) return writeXml(root);
  const form = { prefix: '', certificateColumns: 0, inclusivePrefixes: [] } as const;
  const algorithm = key.kind === 'ec-p256' ? 'ecdsa-sha256' : 'rsa-sha256';
  return writeXml(signElement(root, { key, algorithm, digest: 'sha256', form }));
}

function keys(certificates: readonly Certificate[]): readonly XmlElement[] {
  const form = { metadata: '', signature: '', columns: 0 } as const;
  return certificates.map((certificate) => keyDescriptor(certificate, form));
}

function federationRole(
  type: 'fed:SecurityTokenServiceType' | 'fed:ApplicationServiceType',
  tenant: Tenant,
  certificates: readonly Certificate[],
): XmlElement {
  const service = `https://login.microsoftonline.com/${tenant.id}/wsfed`;
  const isTokenService = type === 'fed:SecurityTokenServiceType';
  return element(
    'RoleDescriptor',
    [
      ['xsi:type', type],
      ['protocolSupportEnumeration', FEDERATION],
      ['xmlns:xsi', NAMESPACES.instance],
      ['xmlns:fed', FEDERATION],
    ],
    [
      ...keys(certificates),
      isTokenService ? claimTypesOffered() : targetScopes(tenant.issuer),
      isTokenService ? reference('fed:SecurityTokenServiceEndpoint', service) : undefined,
      isTokenService
        ? reference('fed:PassiveRequestorEndpoint', service)
        : reference('fed:ApplicationServiceEndpoint', service),
      isTokenService ? undefined : reference('fed:PassiveRequestorEndpoint', service),
    ],
  );
}

function targetScopes(issuer: string): XmlElement {
  return element('fed:TargetScopes', [], [addressed(issuer)]);
}

function reference(name: string, address: string): XmlElement {
  return element(name, [], [addressed(address)]);
}

function addressed(address: string): XmlElement {
  const inner = element('wsa:Address', [], [address]);
  return element('wsa:EndpointReference', [['xmlns:wsa', ADDRESSING]], [inner]);
}

function identityProvider(
  { ssoUrl }: Application,
  certificates: readonly Certificate[],
): XmlElement {
  return element(
    'IDPSSODescriptor',
    [['protocolSupportEnumeration', NAMESPACES.protocol]],
    [
      ...keys(certificates),
      endpoint('SingleLogoutService', BINDINGS.redirect, ssoUrl),
      endpoint('SingleSignOnService', BINDINGS.redirect, ssoUrl),
      endpoint('SingleSignOnService', BINDINGS.post, ssoUrl),
    ],
  );
}
