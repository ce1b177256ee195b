/** Floor 5: the single logout service: an SP's LogoutRequest, or its answer to one of ours (saml-profiles 4.4). */
import { UserError } from '../../base/errors.js';
import type { IdpVendor } from '../../idp/idp.js';
import { answerLogout, readLogoutAnswer, type AnsweredLogout } from '../../logout.js';
import type { ReceivedLogoutRequest, ReceivedLogoutResponse } from '../../saml/logout.js';
import { ENDPOINTS } from '../endpoints/endpoints.js';
import { pageAnswer, type Answer } from '../http/answer.js';
import type { HttpRequest } from '../http/request.js';
import type { PathParts } from '../http/route.js';
import { messagePage } from '../pages/message-page.js';
import { logRefusal, refuse } from '../sso/refuse.js';
import { browserOf } from '../sso/session.js';
import type { Participation } from '../state/browsers.js';
import type { LogoutResult } from '../state/logout.js';
import { recordStep } from '../state/record-step.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';
import { meantSessions, type MeantSession } from './meant-sessions.js';
import { propagate, reachable } from './propagate.js';
import { receiveLogout, type ReceivedLogout } from './receive-logout.js';

/** Where a LogoutRequest arrived. */
interface Service {
  readonly vendor: IdpVendor;
  readonly state: ServerState;
  readonly http: HttpRequest;
  readonly parts: PathParts;
}

interface Located {
  readonly tenant: TenantState;
  readonly app: ServedApp;
}

function locate({ vendor, state, http, parts }: Service, issuer?: string): Partial<Located> {
  const endpoints = ENDPOINTS[vendor.name];
  const query = new URLSearchParams(http.query);
  const asked = { parts, query, ...(issuer === undefined ? {} : { issuer }) };
  const tenant = [...state.tenants.values()].find(
    (each) => each.vendor.name === vendor.name && endpoints.isOf(each, asked),
  );
  if (tenant === undefined) return {};
  const app = endpoints.find(tenant, asked);
  return app === undefined || app.waiting ? { tenant } : { tenant, app };
}

function noteRequest(
  { log }: ServerState,
  { tenant, app }: Located,
  { request, xml, binding }: ReceivedLogoutRequest,
): void {
  log.add({
    kind: 'logout-request',
    ...{ tenant: tenant.key, app: app.application.name },
    summary: `LogoutRequest from ${request.issuer ?? 'an SP that does not say who it is'}, by ${binding}`,
    xml,
    facts: { id: request.id, binding, nameId: request.nameId ?? '', direction: 'received' },
  });
}

/** The sessions end, and whoever else they were opened for is told before the SP is answered. */
function logOut(
  state: ServerState,
  { tenant, app }: Located,
  answered: AnsweredLogout,
  ended: readonly MeantSession[],
): Answer {
  const { name } = app.application;
  const [first] = ended;
  const others: Participation[] = [];
  for (const { browser, session } of ended) {
    browser.sessions.delete(tenant.key);
    others.push(...session.participations.filter((each) => each.app !== name));
  }
  const user = first?.session.user ?? answered.nameId;
  if (first !== undefined) {
    recordStep(state, { tenant: tenant.key, app: name, step: { logout: user } });
  }
  const asked = { app: name, answer: answered.message };
  const waiting = reachable(tenant, others);
  return propagate(state, tenant, { tenant: tenant.key, user, asked, waiting, results: [] });
}

function answerRequest(service: Service, received: ReceivedLogoutRequest): Answer {
  const { vendor, state, http } = service;
  const { tenant, app } = locate(service, received.request.issuer);
  if (tenant === undefined || app === undefined) {
    const detail = received.request.issuer ?? 'a LogoutRequest without Issuer';
    const subject = { vendor, ...(tenant === undefined ? {} : { tenant }) };
    return refuse(state, subject, { reason: 'unknown-app', detail });
  }
  const located = { tenant, app };
  noteRequest(state, located, received);
  const { application } = app;
  const sides = { vendor, tenant: tenant.tenant, key: tenant.keyring.current };
  const outcome = answerLogout({ ...sides, application, received }, tenant.context);
  if (outcome.kind === 'refused') {
    logRefusal(state, { vendor, tenant, app }, outcome);
    return pageAnswer(outcome.page);
  }
  if (outcome.status === 'refused') {
    const { reason = 'request-malformed', detail, message } = outcome;
    const said = { reason, code: reason, ...(detail === undefined ? {} : { detail }) };
    logRefusal(state, { vendor, tenant, app }, said);
    const about = { tenant: tenant.key, app: application.name };
    const summary = `${application.name} is told that the logout failed: ${reason}`;
    state.log.add({ kind: 'logout-response', ...about, summary, xml: message.xml });
    return pageAnswer(message.page);
  }
  const ended = meantSessions(state, located, outcome, browserOf(state, http));
  return logOut(state, located, outcome, ended);
}

function resultOf(
  { application }: ServedApp,
  received: ReceivedLogoutResponse,
  requestId: string,
): LogoutResult {
  const judged = readLogoutAnswer({ application, received, requestId });
  const { name } = application;
  return judged.kind === 'failed' ? { app: name, problem: judged.problem } : { app: name };
}

/** An answer belongs to the LogoutRequest that it names, whatever the address that it came to. */
function takeAnswer({ state, vendor }: Service, received: ReceivedLogoutResponse): Answer {
  const requestId = received.response.inResponseTo ?? '';
  const logout = state.logouts.get(requestId);
  const tenant = logout && state.tenants.get(logout.tenant);
  const app = logout?.sent === undefined ? undefined : tenant?.apps.get(logout.sent);
  if (logout === undefined || tenant?.vendor.name !== vendor.name || app === undefined) {
    return messagePage({
      status: 404,
      title: 'This logout is over',
      message: 'The LogoutResponse answers no LogoutRequest of this server that is still open.',
    });
  }
  state.logouts.delete(requestId);
  const result = resultOf(app, received, requestId);
  const { name } = app.application;
  state.log.add({
    kind: 'logout-response',
    ...{ tenant: tenant.key, app: name, user: logout.user },
    summary:
      result.problem === undefined
        ? `${name} signed ${logout.user} out`
        : `${name} did not sign ${logout.user} out: ${result.problem}`,
    xml: received.xml,
  });
  return propagate(state, tenant, { ...logout, results: [...logout.results, result] });
}

function receivedAt({ state, vendor, http }: Service): ReceivedLogout | Answer {
  try {
    return receiveLogout(http);
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('message-')) throw error;
    return refuse(state, { vendor }, { reason: 'request-malformed', detail: error.message });
  }
}

/** A browser at a single logout URL of this vendor. */
export function answerSlo(
  vendor: IdpVendor,
  state: ServerState,
  http: HttpRequest,
  parts: PathParts,
): Answer {
  const service = { vendor, state, http, parts };
  const received = receivedAt(service);
  if ('status' in received) return received;
  return 'request' in received ? answerRequest(service, received) : takeAnswer(service, received);
}
