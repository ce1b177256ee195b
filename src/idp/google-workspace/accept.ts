/** Floor 3: how Google judges an AuthnRequest (fidelity 3.5). One URL serves every application: the Issuer names it. */
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import type { AcceptedRequest, Objection } from '../idp.js';
import type { Application } from '../tenant.js';

/**
 * Judges in this order: version, Issuer, ACS URL, IsPassive.
 *
 * The Issuer must be the application's entity ID and the ACS URL, if there is one, the application's, both to the
 * letter. Signature, Destination, NameIDPolicy, RequestedAuthnContext, Subject and Scoping change nothing.
 */
export function acceptGoogleRequest(
  { request }: ReceivedAuthnRequest,
  application: Application,
): AcceptedRequest | Objection {
  const { version, issuer, acsUrl: asked, forceAuthn, isPassive } = request;
  if (version !== '2.0') return { reason: 'request-malformed', detail: `Version ${version}` };
  if (issuer !== application.audience) {
    const detail = issuer ?? 'a request without Issuer';
    return { reason: 'unknown-app', code: 'app_not_configured_for_user', detail };
  }
  const [acsUrl = ''] = application.acsUrls;
  if (asked !== undefined && asked !== acsUrl) return { reason: 'acs-mismatch', detail: asked };
  if (forceAuthn && isPassive) {
    return { reason: 'passive-impossible', detail: 'ForceAuthn needs the person' };
  }
  return { acsUrl, inResponseTo: request.id, forceAuthn };
}
