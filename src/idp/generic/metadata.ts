/** Floor 3: the metadata of the generic IdP (saml-metadata 2.4.3). */
import type { Certificate } from '../../keys/keys.js';
import { BINDINGS, NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import { writeXml } from '../../xml/write.js';
import { endpoint, keyDescriptor, logoutEndpoints } from '../metadata-parts.js';
import type { Application, Tenant } from '../tenant.js';

/** The plain document: keys, the NameID format that is sent, both bindings. */
export function genericMetadata(
  _tenant: Tenant,
  application: Application,
  certificates: readonly Certificate[],
): string {
  const form = { metadata: 'md:', signature: 'ds', columns: 0 } as const;
  const role = element(
    'md:IDPSSODescriptor',
    [
      ['WantAuthnRequestsSigned', String(application.requestSigning !== undefined)],
      ['protocolSupportEnumeration', NAMESPACES.protocol],
    ],
    [
      ...certificates.map((certificate) => keyDescriptor(certificate, form)),
      ...logoutEndpoints('md:SingleLogoutService', application, ['redirect', 'post']),
      element('md:NameIDFormat', [], [application.nameId.format]),
      endpoint('md:SingleSignOnService', BINDINGS.redirect, application.ssoUrl),
      endpoint('md:SingleSignOnService', BINDINGS.post, application.ssoUrl),
    ],
  );
  const root = element(
    'md:EntityDescriptor',
    [
      ['xmlns:md', NAMESPACES.metadata],
      ['entityID', application.issuer],
    ],
    [role],
  );
  return writeXml(root);
}
