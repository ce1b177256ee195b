/** Floor 3: Okta's single logout (fidelity 5): opt-in, signed requests only, and an answer also to those it refuses. */
import type { ReceivedLogoutRequest } from '../../saml/logout.js';
import { STATUS_CODES } from '../../saml/names.js';
import { namesNobody } from '../logout.js';
import type { LogoutApplication, LogoutObjection, LogoutRules } from '../logout.js';
import { isSigned, isSignedBy } from '../request-signature.js';
import { oktaLogoutRequest, oktaLogoutResponse } from './logout-message.js';

/** What only Okta reads of the single logout of its applications. */
export interface OktaLogoutSwitches {
  /** The Issuer that requests must have. */
  readonly sloIssuer?: string;
  /** Whether Okta starts logouts, too. */
  readonly participates?: boolean;
  /** Whether its requests say which session is meant. */
  readonly sessionIndexRequired?: boolean;
}

function switchesOf({ vendor }: LogoutApplication): OktaLogoutSwitches {
  return vendor;
}

/** Okta says of everything that it refuses that the authentication failed: what is wrong stands in its log alone. */
function refused(reason: LogoutObjection['reason'], detail: string): LogoutObjection {
  return { reason, detail, status: [STATUS_CODES.authnFailed] };
}

function objectToSignature(
  received: ReceivedLogoutRequest,
  { slo: { certificate } }: LogoutApplication,
): LogoutObjection | undefined {
  if (!isSigned(received)) return refused('request-unsigned', 'the LogoutRequest is not signed');
  if (certificate !== undefined && isSignedBy(received, received.request.id, certificate)) {
    return undefined;
  }
  return refused('request-signature-invalid', 'the signature of the LogoutRequest does not verify');
}

/** Judges in this order: version, signature, Issuer, NameID and SessionIndex. */
function accept(
  received: ReceivedLogoutRequest,
  application: LogoutApplication,
): LogoutObjection | undefined {
  const { request } = received;
  if (request.version !== '2.0') {
    return { reason: 'request-malformed', detail: `Version ${request.version}` };
  }
  const unsigned = objectToSignature(received, application);
  if (unsigned !== undefined) return unsigned;
  const { sloIssuer } = switchesOf(application);
  if (request.issuer !== sloIssuer) {
    return refused('unknown-app', request.issuer ?? 'a LogoutRequest without Issuer');
  }
  if (namesNobody(request)) return refused('request-malformed', 'the LogoutRequest has no NameID');
  if (request.sessionIndexes.length === 0) {
    return refused('request-malformed', 'the LogoutRequest has no SessionIndex');
  }
  return undefined;
}

/** Answers are posted; Okta starts logouts only where the application takes part in them. */
export const oktaLogout: LogoutRules = {
  newId: (random) => `id${random.digits(26)}`,
  accept,
  starts: (application) => switchesOf(application).participates === true,
  request: (draft, application) =>
    oktaLogoutRequest(draft, switchesOf(application).sessionIndexRequired === true),
  respond: oktaLogoutResponse,
  answersBy: () => 'post',
  signs: { requests: true, answers: true, refusals: false },
  form: { prefix: 'ds', certificateColumns: 76, inclusivePrefixes: [] },
  declaration: '<?xml version="1.0" encoding="UTF-8"?>',
};
