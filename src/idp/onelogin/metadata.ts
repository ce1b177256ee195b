/** Floor 3: the metadata of a OneLogin application (fidelity 2.4). */
import type { Certificate } from '../../keys/keys.js';
import { BINDINGS, NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import { prettyXml } from '../../xml/pretty.js';
import { endpoint, keyDescriptor, logoutEndpoints } from '../metadata-parts.js';
import type { Application, Tenant } from '../tenant.js';

/** Indented, unsigned; each binding has a path of its own. SOAP, which the real one lists besides, is not supported here. */
export function oneloginMetadata(
  _tenant: Tenant,
  application: Application,
  certificates: readonly Certificate[],
): string {
  const form = { metadata: '', signature: 'ds', columns: 64 } as const;
  const { ssoUrl } = application;
  const redirectUrl = ssoUrl.replace('/http-post/sso/', '/http-redirect/sso/');
  const role = element(
    'IDPSSODescriptor',
    [['protocolSupportEnumeration', NAMESPACES.protocol]],
    [
      ...certificates.map((certificate) => keyDescriptor(certificate, form)),
      ...logoutEndpoints('SingleLogoutService', application, ['redirect']),
      element('NameIDFormat', [], [application.nameId.format]),
      endpoint('SingleSignOnService', BINDINGS.redirect, redirectUrl),
      endpoint('SingleSignOnService', BINDINGS.post, ssoUrl),
    ],
  );
  const root = element(
    'EntityDescriptor',
    [
      ['xmlns', NAMESPACES.metadata],
      ['entityID', application.issuer],
    ],
    [role],
  );
  return `<?xml version="1.0"?>\n${prettyXml(root)}`;
}
