/** Floor 3: the metadata that the Admin console offers (fidelity 2.3). */
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../keys/keys.js';
import { BINDINGS, NAME_ID_FORMATS, NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import { prettyXml } from '../../xml/pretty.js';
import { endpoint, keyDescriptor } from '../metadata-parts.js';
import type { Application, Tenant } from '../tenant.js';

/** The document is valid as long as every key in it. */
function validUntil(certificates: readonly Certificate[]): string | undefined {
  const ends = certificates.map(({ pem }) => Date.parse(new X509Certificate(pem).validTo));
  return ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString();
}

/** Indented, unsigned, both bindings on one URL. */
export function googleMetadata(
  _tenant: Tenant,
  application: Application,
  certificates: readonly Certificate[],
): string {
  const form = { metadata: 'md:', signature: 'ds', columns: 76 } as const;
  const role = element(
    'md:IDPSSODescriptor',
    [
      ['WantAuthnRequestsSigned', 'false'],
      ['protocolSupportEnumeration', NAMESPACES.protocol],
    ],
    [
      ...certificates.map((certificate) => keyDescriptor(certificate, form)),
      element('md:NameIDFormat', [], [NAME_ID_FORMATS.emailAddress]),
      endpoint('md:SingleSignOnService', BINDINGS.redirect, application.ssoUrl),
      endpoint('md:SingleSignOnService', BINDINGS.post, application.ssoUrl),
    ],
  );
  const root = element(
    'md:EntityDescriptor',
    [
      ['xmlns:md', NAMESPACES.metadata],
      ['entityID', application.issuer],
      ['validUntil', validUntil(certificates)],
    ],
    [role],
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n${prettyXml(root)}`;
}
