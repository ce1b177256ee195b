/** Floor 3: the certificate that AuthnRequests must be signed for. */
import { settingError } from './settings.js';
import type { Application, SpFacts } from './tenant.js';

/**
 * What `signedRequests: true` needs of the SP.
 *
 * @throws UserError `setting-invalid` when the SP shows no certificate
 */
export function requestSigning(
  demanded: boolean | undefined,
  sp: SpFacts,
): Pick<Application, 'requestSigning'> {
  if (demanded !== true) return {};
  if (sp.signingCertificate === undefined) {
    throw settingError(
      ['app', 'signedRequests'],
      'the SP has no signing certificate to check requests with',
      'Give the SP a signing certificate, or leave signedRequests out.',
    );
  }
  return { requestSigning: { certificate: sp.signingCertificate } };
}
