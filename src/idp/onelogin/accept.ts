/** Floor 3: how OneLogin judges an AuthnRequest (fidelity 3.6). The URL names the application. */
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import type { AcceptedRequest, Objection } from '../idp.js';
import type { Application } from '../tenant.js';

/**
 * Judges in this order: version, ACS URL, IsPassive.
 *
 * A request may name any ACS URL that the application's validator matches. Issuer, Destination, signature,
 * NameIDPolicy, RequestedAuthnContext, Subject and Scoping change nothing.
 */
export function acceptOneloginRequest(
  { request }: ReceivedAuthnRequest,
  { acsUrls, vendor }: Application,
): AcceptedRequest | Objection {
  const { version, acsUrl: asked, forceAuthn, isPassive } = request;
  if (version !== '2.0') return { reason: 'request-malformed', detail: `Version ${version}` };
  const [consumer = ''] = acsUrls;
  const validator = vendor['validator'] as RegExp | undefined;
  if (asked !== undefined && asked !== consumer && validator?.test(asked) !== true) {
    return { reason: 'acs-mismatch', detail: asked };
  }
  if (forceAuthn && isPassive) {
    return { reason: 'passive-impossible', detail: 'ForceAuthn needs the person' };
  }
  return { acsUrl: asked ?? consumer, inResponseTo: request.id, forceAuthn };
}
