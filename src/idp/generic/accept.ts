/** Floor 3: a strict reading of the specification, for no vendor in particular (saml-core 3.4.1, saml-profiles 4.1.4.1). */
import type { AuthnRequest, ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { BINDINGS, NAME_ID_FORMATS } from '../../saml/names.js';
import { isXmlId, parseInstant } from '../../saml/xml-types.js';
import type { AcceptedRequest, Objection } from '../idp.js';
import { isSigned, objectToSignature } from '../request-signature.js';
import type { Application } from '../tenant.js';

/** Comparisons that the one class of the application can satisfy (saml-core 3.3.2.2.1); it is better than none. */
const COMPARISONS: readonly string[] = ['exact', 'minimum', 'maximum'];

/**
 * Judges in this order: the message itself, Issuer, Destination, signature, what is not supported, binding and
 * ACS, NameIDPolicy, RequestedAuthnContext, IsPassive.
 */
export function acceptGenericRequest(
  received: ReceivedAuthnRequest,
  application: Application,
): AcceptedRequest | Objection {
  const { request } = received;
  const objection =
    objectToMessage(request) ??
    objectToAddresses(received, application) ??
    objectToSignature(received, application) ??
    objectToProperties(request) ??
    objectToPolicy(request, application) ??
    objectToContext(request, application);
  if (objection !== undefined) return objection;
  const acsUrl = requestedAcs(request, application);
  if (acsUrl === undefined) {
    return { reason: 'acs-mismatch', detail: request.acsUrl ?? `index ${request.acsIndex ?? 0}` };
  }
  return { acsUrl, inResponseTo: request.id, forceAuthn: request.forceAuthn };
}

function malformed(detail: string): Objection {
  return { reason: 'request-malformed', detail };
}

function objectToMessage(request: AuthnRequest): Objection | undefined {
  const { version, id, issueInstant, acsIndex, acsUrl, protocolBinding } = request;
  if (version !== '2.0') return malformed(`Version ${version}`);
  if (!isXmlId(id)) return malformed('the ID is not an xs:ID');
  if (parseInstant(issueInstant) === undefined) return malformed(`IssueInstant ${issueInstant}`);
  if (acsIndex !== undefined && (acsUrl !== undefined || protocolBinding !== undefined)) {
    return malformed('AssertionConsumerServiceIndex excludes the URL and ProtocolBinding');
  }
  return undefined;
}

/** A signed message says where it goes (saml-bindings 3.4.5.2, 3.5.5.2). */
function objectToAddresses(
  received: ReceivedAuthnRequest,
  { audience, ssoUrl }: Application,
): Objection | undefined {
  const { issuer, destination } = received.request;
  if (issuer !== audience) {
    return { reason: 'unknown-app', detail: issuer ?? 'a request without Issuer' };
  }
  if (destination === undefined) {
    return isSigned(received) ? malformed('a signed request needs a Destination') : undefined;
  }
  return destination === ssoUrl ? undefined : malformed(`Destination ${destination}`);
}

function objectToProperties({ hasSubject, protocolBinding }: AuthnRequest): Objection | undefined {
  if (hasSubject) return { reason: 'request-unsupported', detail: 'Subject' };
  if (protocolBinding !== undefined && protocolBinding !== BINDINGS.post) {
    return { reason: 'request-unsupported', detail: protocolBinding };
  }
  return undefined;
}

/** By URL, by the place in the list, or the first (saml-core 3.4.1). */
function requestedAcs(
  { acsUrl, acsIndex }: AuthnRequest,
  { acsUrls }: Application,
): string | undefined {
  if (acsUrl === undefined) return acsUrls[acsIndex ?? 0];
  return acsUrls.includes(acsUrl) ? acsUrl : undefined;
}

/** saml-core 3.4.1.1: what cannot be sent is refused, never replaced. */
function objectToPolicy(
  { nameIdPolicy }: AuthnRequest,
  { nameId, audience }: Application,
): Objection | undefined {
  const { format = NAME_ID_FORMATS.unspecified, spNameQualifier = audience } = nameIdPolicy ?? {};
  if (format !== NAME_ID_FORMATS.unspecified && format !== nameId.format) {
    return { reason: 'name-id-policy-unsupported', detail: format };
  }
  if (spNameQualifier !== audience) {
    return { reason: 'name-id-policy-unsupported', detail: `SPNameQualifier ${spNameQualifier}` };
  }
  return undefined;
}

function objectToContext(
  { requestedAuthnContext: asked, forceAuthn, isPassive }: AuthnRequest,
  { authnContextClassRef }: Application,
): Objection | undefined {
  if (asked !== undefined) {
    const { comparison, classRefs } = asked;
    if (!COMPARISONS.includes(comparison) || !classRefs.includes(authnContextClassRef)) {
      const detail = `${comparison} of ${classRefs.join(', ')}`;
      return { reason: 'authn-context-mismatch', detail };
    }
  }
  if (forceAuthn && isPassive) {
    return { reason: 'passive-impossible', detail: 'ForceAuthn needs the person' };
  }
  return undefined;
}
