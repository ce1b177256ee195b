/** Floor 3: Entra's single logout (fidelity 5): by redirect only, nothing verified unless asked, answers unsigned. */
import type { LogoutRequest, ReceivedLogoutRequest } from '../../saml/logout.js';
import { hasPassed, namesNobody } from '../logout.js';
import type { LogoutApplication, LogoutObjection, LogoutRules } from '../logout.js';
import { isSigned, isSignedBy } from '../request-signature.js';
import { audienceFor } from './accept.js';
import { entraLogoutRequest, entraLogoutResponse } from './logout-message.js';

/** A logout that Entra does not understand. */
const INVALID = 'AADSTS50061';
/** A message by another binding than Redirect. */
const WRONG_BINDING = 'AADSTS75001';
/** The request has passed. */
const EXPIRED = 'AADSTS50071';

function invalid(detail: string): LogoutObjection {
  return { reason: 'request-malformed', code: INVALID, detail };
}

function objectToMessage(request: LogoutRequest, now: number): LogoutObjection | undefined {
  const { id, version, issueInstant, notOnOrAfter } = request;
  if (version !== '2.0') return invalid(`Version ${version}`);
  if (/^\d/.test(id)) return invalid('an ID must not begin with a digit');
  if (Number.isNaN(Date.parse(issueInstant))) return invalid(`IssueInstant ${issueInstant}`);
  if (namesNobody(request)) return invalid('the LogoutRequest has no NameID');
  if (notOnOrAfter === undefined || !hasPassed(Date.parse(notOnOrAfter), now)) return undefined;
  const detail = `NotOnOrAfter ${notOnOrAfter}`;
  return { reason: 'request-malformed', code: EXPIRED, detail };
}

/** Only an application that demands signed requests has them verified. */
function objectToSignature(
  received: ReceivedLogoutRequest,
  { requestSigning }: LogoutApplication,
): LogoutObjection | undefined {
  if (requestSigning === undefined) return undefined;
  if (!isSigned(received)) return { reason: 'request-unsigned' };
  return isSignedBy(received, received.request.id, requestSigning.certificate)
    ? undefined
    : { reason: 'request-signature-invalid' };
}

/** The NameID must be there and is not matched: the person picks the account to sign out of. */
function accept(
  received: ReceivedLogoutRequest,
  application: LogoutApplication,
  now: number,
): LogoutObjection | undefined {
  const { request, binding } = received;
  if (binding !== 'redirect') {
    return { reason: 'request-unsupported', code: WRONG_BINDING, detail: 'HTTP-POST' };
  }
  const malformed = objectToMessage(request, now);
  if (malformed !== undefined) return malformed;
  if (audienceFor(request.issuer, application) === undefined) {
    return { reason: 'unknown-app', detail: request.issuer ?? 'a LogoutRequest without Issuer' };
  }
  return objectToSignature(received, application);
}

/** What Entra refuses ends at its own page. */
export const entraLogout: LogoutRules = {
  newId: (random) => `_${random.guid()}`,
  accept,
  starts: () => true,
  request: entraLogoutRequest,
  respond: entraLogoutResponse,
  answersBy: () => 'redirect',
  signs: { requests: true, answers: false, refusals: false },
  form: { prefix: '', certificateColumns: 0, inclusivePrefixes: [] },
};
