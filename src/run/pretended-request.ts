/** Floor 7: the AuthnRequest that an IdP pretends to have received when a message is minted without any flow. */
import type { Application } from '../idp/tenant.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';

/**
 * A request that asks for nothing but its answer.
 *
 * @param id - its ID, which becomes InResponseTo
 * @param instant - milliseconds since the epoch
 */
export function pretendedRequest(
  id: string,
  application: Application,
  instant: number,
): ReceivedAuthnRequest {
  return {
    binding: 'post',
    xml: '',
    hasSignature: false,
    request: {
      id,
      version: '2.0',
      issueInstant: new Date(instant).toISOString(),
      issuer: application.audience,
      forceAuthn: false,
      isPassive: false,
      hasSubject: false,
      hasScoping: false,
    },
  };
}
