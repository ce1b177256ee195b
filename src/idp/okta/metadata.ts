/** Floor 3: the metadata of an Okta application (fidelity 2.1). */
import type { Certificate } from '../../keys/keys.js';
import { BINDINGS, NAME_ID_FORMATS, NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import { writeXml } from '../../xml/write.js';
import { endpoint, keyDescriptor, logoutEndpoints } from '../metadata-parts.js';
import type { Application, Tenant } from '../tenant.js';

/** One line, unsigned, without validUntil; a key descriptor for each certificate that is published. */
export function oktaMetadata(
  _tenant: Tenant,
  application: Application,
  certificates: readonly Certificate[],
): string {
  const form = { metadata: 'md:', signature: 'ds', columns: 76 } as const;
  const role = element(
    'md:IDPSSODescriptor',
    [
      ['WantAuthnRequestsSigned', String(application.requestSigning !== undefined)],
      ['protocolSupportEnumeration', NAMESPACES.protocol],
    ],
    [
      ...certificates.map((certificate) => keyDescriptor(certificate, form)),
      ...logoutEndpoints('md:SingleLogoutService', application, ['post', 'redirect']),
      element('md:NameIDFormat', [], [NAME_ID_FORMATS.unspecified]),
      element('md:NameIDFormat', [], [NAME_ID_FORMATS.emailAddress]),
      endpoint('md:SingleSignOnService', BINDINGS.post, application.ssoUrl),
      endpoint('md:SingleSignOnService', BINDINGS.redirect, application.ssoUrl),
    ],
  );
  const root = element(
    'md:EntityDescriptor',
    [
      ['entityID', application.issuer],
      ['xmlns:md', NAMESPACES.metadata],
    ],
    [role],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>${writeXml(root)}`;
}
