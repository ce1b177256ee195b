/** Floor 3: a strict reading of the specification, for no vendor in particular (saml-core 3.4.1, saml-profiles 4.1.4.1). */
import type { AuthnRequest, ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { BINDINGS, NAME_ID_FORMATS } from '../../saml/names.js';
import type { AcceptedRequest, Objection } from '../idp.js';
import { objectToSignature } from '../request-signature.js';
import type { Application } from '../tenant.js';

const NCNAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/**
 * Judges in this order: version and ID, Issuer, Destination, signature, binding, ACS, NameIDPolicy,
 * RequestedAuthnContext.
 */
export function acceptGenericRequest(
  received: ReceivedAuthnRequest,
  application: Application,
): AcceptedRequest | Objection {
  const { request } = received;
  const objection =
    objectToMessage(request, application) ??
    objectToSignature(received, application) ??
    objectToAnswer(request, application);
  if (objection !== undefined) return objection;
  return {
    acsUrl: request.acsUrl ?? application.acsUrls[0] ?? '',
    inResponseTo: request.id,
    forceAuthn: request.forceAuthn,
  };
}

function objectToMessage(
  { version, id, issuer, destination }: AuthnRequest,
  { audience, ssoUrl }: Application,
): Objection | undefined {
  if (version !== '2.0') return { reason: 'request-malformed', detail: `Version ${version}` };
  if (!NCNAME.test(id)) return { reason: 'request-malformed', detail: 'the ID is not an xs:ID' };
  if (issuer !== audience) {
    return { reason: 'unknown-app', detail: issuer ?? 'a request without Issuer' };
  }
  if (destination !== undefined && destination !== ssoUrl) {
    return { reason: 'request-malformed', detail: `Destination ${destination}` };
  }
  return undefined;
}

function objectToAnswer(request: AuthnRequest, application: Application): Objection | undefined {
  const { acsUrl, protocolBinding } = request;
  if (protocolBinding !== undefined && protocolBinding !== BINDINGS.post) {
    return { reason: 'request-unsupported', detail: protocolBinding };
  }
  if (acsUrl !== undefined && !application.acsUrls.includes(acsUrl)) {
    return { reason: 'acs-mismatch', detail: acsUrl };
  }
  const format = request.nameIdPolicy?.format ?? NAME_ID_FORMATS.unspecified;
  if (format !== NAME_ID_FORMATS.unspecified && format !== application.nameId.format) {
    return { reason: 'name-id-policy-unsupported', detail: format };
  }
  const classRefs = request.requestedAuthnContext?.classRefs ?? [];
  const exact = request.requestedAuthnContext?.comparison === 'exact';
  if (exact && classRefs.length > 0 && !classRefs.includes(application.authnContextClassRef)) {
    return { reason: 'authn-context-mismatch', detail: classRefs.join(', ') };
  }
  return undefined;
}
