/** Floor 3: single logout by the specification, for no vendor in particular (saml-core 3.7, saml-profiles 4.4). */
import type { LogoutRequest, ReceivedLogoutRequest } from '../../saml/logout.js';
import { STATUS_CODES } from '../../saml/names.js';
import { isXmlId, parseInstant } from '../../saml/xml-types.js';
import { hasPassed, namesNobody } from '../logout.js';
import type { LogoutApplication, LogoutObjection, LogoutRules } from '../logout.js';
import { isSigned, isSignedBy } from '../request-signature.js';
import { genericLogoutRequest, genericLogoutResponse } from './logout-message.js';

const { requester, requestDenied, requestUnsupported, unknownPrincipal, versionMismatch } =
  STATUS_CODES;

type Reason = LogoutObjection['reason'];

function refused(reason: Reason, detail: string, ...status: readonly string[]): LogoutObjection {
  return { reason, detail, status };
}

/** Nobody can be answered whose message has no ID, or who is not known. */
function objectToSender(
  { id, issuer }: LogoutRequest,
  { audience }: LogoutApplication,
): LogoutObjection | undefined {
  if (!isXmlId(id)) return { reason: 'request-malformed', detail: 'the ID is not an xs:ID' };
  if (issuer === audience) return undefined;
  return { reason: 'unknown-app', detail: issuer ?? 'a LogoutRequest without Issuer' };
}

/** The request authenticates itself (saml-profiles 4.4.4.1). */
function objectToSignature(
  received: ReceivedLogoutRequest,
  { slo: { certificate = '' } }: LogoutApplication,
): LogoutObjection | undefined {
  if (!isSigned(received)) {
    const detail = 'the LogoutRequest is not signed';
    return refused('request-unsigned', detail, requester, requestDenied);
  }
  if (isSignedBy(received, received.request.id, certificate)) return undefined;
  const detail = 'the signature of the LogoutRequest does not verify';
  return refused('request-signature-invalid', detail, requester, requestDenied);
}

/** A signed message says where it goes (saml-bindings 3.4.5.2, 3.5.5.2), and is of a time (saml-core 3.7.1). */
function objectToMessage(
  request: LogoutRequest,
  { slo }: LogoutApplication,
  now: number,
): LogoutObjection | undefined {
  const { version, issueInstant, destination, notOnOrAfter } = request;
  if (version !== '2.0') return refused('request-malformed', `Version ${version}`, versionMismatch);
  if (parseInstant(issueInstant) === undefined) {
    return refused('request-malformed', `IssueInstant ${issueInstant}`, requester);
  }
  if (destination !== slo.url) {
    const detail = `Destination ${destination ?? 'is missing'}`;
    return refused('request-malformed', detail, requester);
  }
  if (notOnOrAfter === undefined) return undefined;
  const end = parseInstant(notOnOrAfter);
  return end === undefined || hasPassed(end, now)
    ? refused('request-malformed', `NotOnOrAfter ${notOnOrAfter}`, requester, requestDenied)
    : undefined;
}

function objectToPrincipal(request: LogoutRequest): LogoutObjection | undefined {
  if (request.hasOtherId) {
    const detail = 'BaseID and EncryptedID';
    return refused('request-unsupported', detail, requester, requestUnsupported);
  }
  if (!namesNobody(request)) return undefined;
  return refused('request-malformed', 'there is no NameID', requester, unknownPrincipal);
}

/** Signed both ways, over both bindings; refusals are answered wherever the sender is known. */
export const genericLogout: LogoutRules = {
  newId: (random) => `_${random.hex(32)}`,
  accept: (received, application, now) =>
    objectToSender(received.request, application) ??
    objectToSignature(received, application) ??
    objectToMessage(received.request, application, now) ??
    objectToPrincipal(received.request),
  starts: () => true,
  request: genericLogoutRequest,
  respond: genericLogoutResponse,
  answersBy: ({ slo }) => slo.spBinding,
  signs: { requests: true, answers: true, refusals: true },
  form: { prefix: 'ds', certificateColumns: 0, inclusivePrefixes: [] },
  declaration: '<?xml version="1.0" encoding="UTF-8"?>',
};
