/** Floor 3: an SP as an administrator of the IdP reads it off its metadata. */
import type { SpMetadata } from '../saml/sp-metadata.js';
import type { SpFacts } from './tenant.js';

/** What an administrator of the IdP would take from the document. */
export function spFactsOf(metadata: SpMetadata): SpFacts {
  const { entityId, acsUrl, sloUrls } = metadata;
  const sloUrl = sloUrls.redirect ?? sloUrls.post;
  const [signingCertificate] = metadata.certificates;
  const [encryptionCertificate] = metadata.encryptionCertificates;
  return {
    ...{ entityId, acsUrl },
    ...(sloUrl === undefined ? {} : { sloUrl }),
    ...(signingCertificate === undefined ? {} : { signingCertificate }),
    ...(encryptionCertificate === undefined ? {} : { encryptionCertificate }),
  };
}
