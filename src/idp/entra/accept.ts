/** Floor 3: how Entra judges an AuthnRequest (fidelity 3.2). */
import type { AuthnRequest, ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { AUTHN_CONTEXT_CLASSES, BINDINGS, NAME_ID_FORMATS } from '../../saml/names.js';
import type { AcceptedRequest, Objection } from '../idp.js';
import { objectToSignature } from '../request-signature.js';
import type { Application } from '../tenant.js';
import type { EntraAuthnMethod } from './entra-settings.js';

const FORMATS: readonly string[] = [
  NAME_ID_FORMATS.persistent,
  NAME_ID_FORMATS.emailAddress,
  NAME_ID_FORMATS.unspecified,
  NAME_ID_FORMATS.transient,
];

/** Classes that a way of signing in satisfies. */
const SATISFIES: Readonly<Record<EntraAuthnMethod, readonly string[]>> = {
  password: [AUTHN_CONTEXT_CLASSES.Password, AUTHN_CONTEXT_CLASSES.PasswordProtectedTransport],
  mfa: [],
  x509: [AUTHN_CONTEXT_CLASSES.X509],
  windows: [AUTHN_CONTEXT_CLASSES.integratedWindows],
};

/**
 * Judges in this order: the message itself, the Issuer, the signature (only where the application demands one),
 * what Entra does not support, the reply URL, NameIDPolicy, RequestedAuthnContext, IsPassive. Destination,
 * Consent and AllowCreate are not looked at, and IssueInstant is read but not compared with the clock.
 */
export function acceptEntraRequest(
  received: ReceivedAuthnRequest,
  application: Application,
): AcceptedRequest | Objection {
  const { request } = received;
  const malformed = objectToMessage(request);
  if (malformed !== undefined) return malformed;
  const audience = audienceFor(request.issuer, application);
  if (audience === undefined) {
    return { reason: 'unknown-app', detail: request.issuer ?? 'a request without Issuer' };
  }
  const objection =
    objectToSignature(received, application) ??
    objectToProperties(request) ??
    objectToReplyUrl(request, application) ??
    objectToPolicy(request) ??
    objectToContext(request, application);
  if (objection !== undefined) return objection;
  const { acsUrl = application.acsUrls[0] ?? '', nameIdPolicy } = request;
  return {
    acsUrl,
    inResponseTo: request.id,
    forceAuthn: request.forceAuthn,
    audience,
    ...(nameIdPolicy?.format === undefined || nameIdPolicy.format === NAME_ID_FORMATS.unspecified
      ? {}
      : { nameIdFormat: nameIdPolicy.format }),
  };
}

/** The Issuer must be a name of the application, to the letter; the bare id gets `spn:` as its audience. */
export function audienceFor(
  issuer: string | undefined,
  application: Application,
): string | undefined {
  if (issuer === application.audience) return issuer;
  const spn = `spn:${application.id}`;
  return issuer === application.id || issuer === spn ? spn : undefined;
}

function objectToMessage({ id, version, issueInstant }: AuthnRequest): Objection | undefined {
  if (version !== '2.0') return { reason: 'request-malformed', detail: `Version ${version}` };
  if (Number.isNaN(Date.parse(issueInstant))) {
    return { reason: 'request-malformed', detail: `IssueInstant ${issueInstant}` };
  }
  if (/^\d/.test(id)) {
    return { reason: 'request-malformed', detail: 'an ID must not begin with a digit' };
  }
  return undefined;
}

function objectToProperties(request: AuthnRequest): Objection | undefined {
  const { protocolBinding } = request;
  if (request.hasSubject) return unsupported('AADSTS900236', 'Subject must not be set');
  if (request.hasScoping) return unsupported('AADSTS90011', 'Scoping');
  if (protocolBinding !== undefined && protocolBinding !== BINDINGS.post) {
    return unsupported('AADSTS75003', protocolBinding);
  }
  const comparison = request.requestedAuthnContext?.comparison ?? 'exact';
  if (comparison !== 'exact') {
    return unsupported('AADSTS90011', `RequestedAuthnContext with Comparison ${comparison}`);
  }
  return undefined;
}

function unsupported(code: string, detail: string): Objection {
  return { reason: 'request-unsupported', code, detail };
}

function objectToReplyUrl(
  { acsUrl }: AuthnRequest,
  { acsUrls }: Application,
): Objection | undefined {
  if (acsUrl === undefined || acsUrls.includes(acsUrl)) return undefined;
  return { reason: 'acs-mismatch', detail: acsUrl };
}

function objectToPolicy({ nameIdPolicy }: AuthnRequest): Objection | undefined {
  const format = nameIdPolicy?.format;
  if (format === undefined || FORMATS.includes(format)) return undefined;
  return { reason: 'name-id-policy-unsupported', detail: format };
}

/** The session exists and is as it is: a request can only ask for what it satisfies, or for a new one aloud. */
function objectToContext(
  { requestedAuthnContext, forceAuthn, isPassive }: AuthnRequest,
  application: Application,
): Objection | undefined {
  const asked = requestedAuthnContext?.classRefs;
  const methods = application.vendor['authnMethods'] as readonly EntraAuthnMethod[];
  const satisfied = new Set([
    AUTHN_CONTEXT_CLASSES.unspecified,
    ...methods.flatMap((method) => SATISFIES[method]),
  ]);
  if (asked !== undefined && !asked.some((classRef) => satisfied.has(classRef))) {
    const detail = `asked ${asked.join(', ')}; signed in by ${methods.join(', ')}`;
    return { reason: 'authn-context-mismatch', detail };
  }
  if (forceAuthn && isPassive) {
    return { reason: 'passive-impossible', detail: 'ForceAuthn needs the person' };
  }
  return undefined;
}
