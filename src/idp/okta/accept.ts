/** Floor 3: how Okta judges an AuthnRequest (fidelity 3.1). The Issuer is not looked at: the URL names the application. */
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { NAME_ID_FORMATS } from '../../saml/names.js';
import type { AcceptedRequest, Objection } from '../idp.js';
import { objectToSignature } from '../request-signature.js';
import type { Application } from '../tenant.js';

/**
 * Judges in this order: version, signature (only where the application demands one), NameIDPolicy, ACS.
 *
 * Where signed requests are demanded the request must name an ACS URL and the application's NameID format.
 * Issuer, Destination, IsPassive, RequestedAuthnContext, Subject and Scoping change nothing.
 */
export function acceptOktaRequest(
  received: ReceivedAuthnRequest,
  application: Application,
): AcceptedRequest | Objection {
  const { request } = received;
  if (request.version !== '2.0') {
    return { reason: 'request-malformed', detail: `Version ${request.version}` };
  }
  const signature = objectToSignature(received, application);
  if (signature !== undefined) return signature;
  if (application.requestSigning !== undefined && request.acsUrl === undefined) {
    return { reason: 'request-malformed', detail: 'a signed request needs an ACS URL' };
  }
  const format = request.nameIdPolicy?.format;
  if (!matchesFormat(format, application)) {
    return { reason: 'name-id-policy-unsupported', detail: format ?? 'none is asked for' };
  }
  const acsUrl = requestedAcs(received, application);
  if (acsUrl === undefined) {
    return { reason: 'acs-mismatch', detail: request.acsUrl ?? `index ${request.acsIndex ?? 0}` };
  }
  return { acsUrl, inResponseTo: request.id, forceAuthn: request.forceAuthn };
}

/**
 * The format must be the application's. A request that need not be signed may leave it out, and `unspecified`,
 * on either side, leaves the choice to the IdP (saml-core 8.3.1): SPs that ask for `emailAddress` work with
 * applications that were never told a format.
 */
function matchesFormat(format: string | undefined, application: Application): boolean {
  const own = application.nameId.format;
  if (application.requestSigning !== undefined) return format === own;
  const { unspecified } = NAME_ID_FORMATS;
  return format === undefined || format === own || [format, own].includes(unspecified);
}

/** The application's SSO URL, unless other ACS URLs may be asked for: then by URL or by index. */
function requestedAcs(
  { request }: ReceivedAuthnRequest,
  { acsUrls, vendor }: Application,
): string | undefined {
  const { acsUrl, acsIndex } = request;
  if (acsUrl !== undefined) return acsUrls.includes(acsUrl) ? acsUrl : undefined;
  if (acsIndex === undefined || vendor['allowMultipleAcsEndpoints'] !== true) return acsUrls[0];
  const indexes = vendor['acsIndexes'] as Readonly<Record<number, string>>;
  return indexes[acsIndex];
}
