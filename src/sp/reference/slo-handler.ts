/** Floor 5: the single logout service: LogoutRequests and LogoutResponses of the IdP (saml-profiles 4.4.3). */
import { UserError } from '../../base/errors.js';
import type { SpReason } from '../../base/reasons.js';
import type { ReceivedLogoutRequest, ReceivedLogoutResponse } from '../../saml/logout.js';
import { STATUS_CODES } from '../../saml/names.js';
import {
  readPostLogoutRequest,
  readPostLogoutResponse,
  readRedirectLogoutRequest,
  readRedirectLogoutResponse,
} from '../../saml/read-logout.js';
import type { TrustedIdp } from '../checks/trusted-idp.js';
import { takeLogout, type LogoutFacts, type RejectedLogout } from '../checks/logout-check.js';
import { isSignedLogout, isVouchedFor } from '../checks/logout-signature.js';
import { DETAIL_HEADER, REASON_HEADER } from '../reason-headers.js';
import { sloUrlOf } from '../slo-url.js';
import { redirect, withCookies, type Answer } from './answer.js';
import { clearCookie, SESSION_COOKIE } from './cookies.js';
import type { Visit } from './handler.js';
import { explainSlo } from './logout-handler.js';
import { createLogoutResponse } from './logout-message.js';
import type { ReferenceSp } from './reference-sp.js';
import { refusalPage } from './refusal-page.js';

function refuse(
  { profile, context, habits }: ReferenceSp,
  reason: SpReason,
  detail: string,
): Answer {
  context.log?.({ kind: 'sp-logout-refused', reason, detail });
  return refusalPage(profile.title, { reason, detail }, habits);
}

function factsFor(sp: ReferenceSp): LogoutFacts {
  const { profile, context, sessions } = sp;
  return {
    profile,
    now: context.clock.now(),
    idps: sp.idps(),
    sloUrl: sloUrlOf(profile.acs),
    sessions: sessions.all(),
  };
}

type Status = readonly [top: string, second?: string];

/** Answers at the IdP's own service; one that has none, or an SP without a key, ends it here. */
async function answer(
  sp: ReferenceSp,
  { request, relayState }: ReceivedLogoutRequest,
  idp: TrustedIdp | undefined,
  status: Status,
): Promise<Answer> {
  const { profile, context, logoutKey: key } = sp;
  if (idp?.sloUrl === undefined || key === undefined) return redirect(303, '/');
  const parts = {
    id: `_${context.random.fork(`sp/slo/${request.id}`).hex(40)}`,
    issuedAt: context.clock.now(),
    inResponseTo: request.id,
    status,
    ...(relayState === undefined ? {} : { relayState }),
  };
  const connection = { profile, idp: { ...idp, sloUrl: idp.sloUrl }, key };
  return redirect(303, await createLogoutResponse(parts, connection));
}

/** A request that is genuine and means nobody here is answered; everything else ends at a page. */
async function reject(
  sp: ReferenceSp,
  received: ReceivedLogoutRequest,
  { reason, detail, evidence }: RejectedLogout,
): Promise<Answer> {
  if (reason !== 'logout-session-unknown') return refuse(sp, reason, detail);
  const { requester, unknownPrincipal } = STATUS_CODES;
  const sent = await answer(sp, received, evidence.idp, [requester, unknownPrincipal]);
  const told = { [REASON_HEADER]: reason, [DETAIL_HEADER]: encodeURIComponent(detail) };
  return { ...sent, headers: { ...sent.headers, ...told } };
}

/** The IdP wants sessions ended. */
async function receiveRequest(
  sp: ReferenceSp,
  visit: Visit,
  received: ReceivedLogoutRequest,
): Promise<Answer> {
  const result = takeLogout(received, factsFor(sp), sp.logoutChecks);
  if (result.kind === 'rejected') return reject(sp, received, result);
  const { ending, idp } = result.evidence;
  for (const { id } of ending) sp.sessions.end(id);
  sp.context.log?.({ kind: 'sp-logged-out', sessions: ending.length });
  const sent = await answer(sp, received, idp, [STATUS_CODES.success]);
  const isOwn = ending.some(({ id }) => id === visit.session?.id);
  return isOwn ? withCookies(sent, [clearCookie(SESSION_COOKIE)]) : sent;
}

/** Why an answer of the IdP ends nothing; `undefined` when it is good. A signature that is there must be the IdP's. */
function flawOf(
  idp: TrustedIdp | undefined,
  received: ReceivedLogoutResponse,
): readonly [SpReason, string] | undefined {
  const { issuer, statusCodes, version } = received.response;
  if (version !== '2.0') return ['version-unsupported', `the Version is ${version}`];
  if (idp === undefined || issuer !== idp.issuer) {
    return ['issuer-unknown', `the Issuer is ${issuer ?? 'missing'}`];
  }
  if (isSignedLogout(received) && !isVouchedFor(received, idp.keys)) {
    return ['signature-invalid', 'no trusted certificate verifies the LogoutResponse'];
  }
  if (statusCodes[0] === STATUS_CODES.success) return undefined;
  return ['logout-unconfirmed', `its status is ${statusCodes.join(', ') || 'missing'}`];
}

/** The IdP has answered: the session that this browser wanted to end is over. */
function receiveResponse(
  sp: ReferenceSp,
  { browser }: Visit,
  received: ReceivedLogoutResponse,
): Answer {
  const { inResponseTo } = received.response;
  const pending = sp.logouts.find(browser, inResponseTo);
  if (pending === undefined) {
    return refuse(sp, 'in-response-to-mismatch', `no LogoutRequest ${inResponseTo ?? ''} was sent`);
  }
  const idp = sp.idps().find(({ issuer }) => issuer === pending.idp);
  const flaw = flawOf(idp, received);
  if (flaw !== undefined) return refuse(sp, ...flaw);
  sp.logouts.answer(browser, pending.id);
  sp.sessions.end(pending.sessionId);
  sp.context.log?.({ kind: 'sp-logged-out', sessions: 1 });
  return withCookies(redirect(303, '/'), [clearCookie(SESSION_COOKIE)]);
}

type Arrived =
  { readonly request: ReceivedLogoutRequest } | { readonly response: ReceivedLogoutResponse };

/** What came; `undefined`: no message at all. @throws UserError `message-malformed`, `message-too-large` */
function read({ method, search, form }: Visit): Arrived | undefined {
  if (method === 'POST') {
    const fields = Object.fromEntries(
      Object.entries(form).map(([name, values]) => [
        name,
        values.length === 1 ? values[0] : values,
      ]),
    );
    if ('SAMLRequest' in fields) return { request: readPostLogoutRequest(fields) };
    return 'SAMLResponse' in fields ? { response: readPostLogoutResponse(fields) } : undefined;
  }
  if (/(?:^|&)SAMLRequest=/.test(search)) return { request: readRedirectLogoutRequest(search) };
  if (/(?:^|&)SAMLResponse=/.test(search)) return { response: readRedirectLogoutResponse(search) };
  return undefined;
}

/** `/slo`: whatever the IdP says of a logout. */
export async function receiveLogout(sp: ReferenceSp, visit: Visit): Promise<Answer> {
  try {
    const arrived = read(visit);
    if (arrived === undefined) return explainSlo(sp);
    if ('request' in arrived) return await receiveRequest(sp, visit, arrived.request);
    return receiveResponse(sp, visit, arrived.response);
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('message-')) throw error;
    return refuse(sp, error.code as SpReason, error.message);
  }
}
