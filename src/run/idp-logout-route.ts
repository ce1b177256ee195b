/** Floor 7: single logout at the mock IdP as the browser meets it: starts one, answers one, reads the answer to one. */
import { html } from '../base/html.js';
import type { Objection } from '../idp/idp.js';
import type { Page, Refusal } from '../idp/outcome.js';
import { answerLogout, readLogoutAnswer, requestLogout } from '../logout.js';
import {
  readPostLogoutRequest,
  readPostLogoutResponse,
  readRedirectLogoutRequest,
  readRedirectLogoutResponse,
} from '../saml/read-logout.js';
import { UserError } from '../base/errors.js';
import type { Route } from '../sp/target.js';
import type { LogoutTraces, Stage } from './stage.js';

type Incoming = Parameters<Route['handle']>[0];

/** What the person sees when the IdP has the last word. */
function endPage(title: string, detail: string): Page {
  const document = html`<!doctype html>
    <title>${title}</title>
    <p>${detail}</p>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status: 200, headers, html: document.html };
}

/** A field of what came, whichever way it came. */
function has({ method, url, form }: Incoming, name: string): boolean {
  return method === 'POST' ? name in form : new URL(url).searchParams.has(name);
}

/** The IdP begins: the browser goes to the SP with a LogoutRequest about the session that the last login opened. */
function start(stage: Stage, traces: LogoutTraces): Page {
  const { item, tenant, application, keyring, context, ledger } = stage;
  const facts = ledger.last(traces.step.user)?.facts;
  if (facts === undefined) return endPage('Nobody', 'Nobody is signed in.');
  const { nameId, nameIdFormat, sessionIndex } = facts;
  const session = { nameId, nameIdFormat, sessionIndex };
  const key = keyring.current;
  const sent = requestLogout({ vendor: item.vendor, tenant, application, key, session }, context);
  traces.sent = sent;
  return sent.page;
}

function answer(stage: Stage, incoming: Incoming, traces: LogoutTraces): Page {
  const { item, tenant, application, keyring, context } = stage;
  const { method, url, form } = incoming;
  const received =
    method === 'POST'
      ? readPostLogoutRequest(form)
      : readRedirectLogoutRequest(new URL(url).search);
  const input = { vendor: item.vendor, tenant, application, key: keyring.current, received };
  const outcome = answerLogout(input, context);
  traces.outcome = outcome;
  return outcome.kind === 'refused' ? outcome.page : outcome.message.page;
}

function readAnswer({ application }: Stage, incoming: Incoming, traces: LogoutTraces): Page {
  const { method, url, form } = incoming;
  const received =
    method === 'POST'
      ? readPostLogoutResponse(form)
      : readRedirectLogoutResponse(new URL(url).search);
  const requestId = traces.sent?.id ?? '';
  const read = readLogoutAnswer({ application, received, requestId });
  traces.answer = read;
  return read.kind === 'logged-out'
    ? endPage('Signed out', 'You are signed out.')
    : endPage('Not signed out', `The application has not signed you out: ${read.problem}.`);
}

function unreadable(stage: Stage, { message: detail }: UserError): Refusal {
  const { tenant, application, context, item } = stage;
  const objection: Objection = { reason: 'request-malformed', detail };
  const refusal = item.vendor.refuse(objection, { tenant, application }, context);
  return { kind: 'refused', reason: objection.reason, ...refusal };
}

/**
 * Answers for the IdP while a logout is under way.
 *
 * @param traces - what is known of it; what happens is written into it
 */
export function handleLogout(stage: Stage, incoming: Incoming, traces: LogoutTraces): Page {
  try {
    if (has(incoming, 'SAMLResponse')) return readAnswer(stage, incoming, traces);
    if (has(incoming, 'SAMLRequest')) return answer(stage, incoming, traces);
    return start(stage, traces);
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('message-')) throw error;
    const outcome = unreadable(stage, error);
    traces.outcome = outcome;
    return outcome.page;
  }
}
