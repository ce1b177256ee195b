/** Floor 5: the SP's metadata document (saml-metadata 2.4.4). */
import { create } from 'xmlbuilder2';
import { BINDINGS, NAMESPACES, NAME_ID_FORMATS } from '../../saml/names.js';
import { sloUrlOf } from '../slo-url.js';
import type { Answer } from './answer.js';
import type { ReferenceSp } from './reference-sp.js';

/** The single logout service, by both bindings (saml-metadata 2.4.2). */
function addLogoutServices(descriptor: ReturnType<typeof create>, acs: string): void {
  for (const Binding of Object.values(BINDINGS)) {
    const service = { Binding, Location: sloUrlOf(acs) };
    descriptor.ele(NAMESPACES.metadata, 'md:SingleLogoutService', service);
  }
}

/** What the SP says of itself to an IdP administrator. */
export function metadataXml({
  profile,
  signingKey,
  encryptionKey,
  logoutKey,
}: ReferenceSp): string {
  const { signed } = profile.consumption;
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const entity = document.ele(NAMESPACES.metadata, 'md:EntityDescriptor', {
    entityID: profile.entityId,
  });
  const descriptor = entity.ele(NAMESPACES.metadata, 'md:SPSSODescriptor', {
    AuthnRequestsSigned: String(signingKey !== undefined),
    WantAssertionsSigned: String(signed === 'assertion' || signed === 'both'),
    protocolSupportEnumeration: NAMESPACES.protocol,
  });
  const keys = { signing: signingKey ?? logoutKey, encryption: encryptionKey };
  for (const [use, key] of Object.entries(keys)) {
    if (key === undefined) continue;
    descriptor
      .ele(NAMESPACES.metadata, 'md:KeyDescriptor', { use })
      .ele(NAMESPACES.signature, 'ds:KeyInfo')
      .ele(NAMESPACES.signature, 'ds:X509Data')
      .ele(NAMESPACES.signature, 'ds:X509Certificate')
      .txt(key.certificate.base64);
  }
  if (logoutKey !== undefined) addLogoutServices(descriptor, profile.acs);
  descriptor.ele(NAMESPACES.metadata, 'md:NameIDFormat').txt(NAME_ID_FORMATS.unspecified);
  descriptor.ele(NAMESPACES.metadata, 'md:AssertionConsumerService', {
    Binding: BINDINGS.post,
    Location: profile.acs,
    index: '0',
    isDefault: 'true',
  });
  return `${document.end({ prettyPrint: true })}\n`;
}

/** `/metadata`. */
export function showMetadata(sp: ReferenceSp): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/samlmetadata+xml; charset=utf-8' },
    body: metadataXml(sp),
  };
}
