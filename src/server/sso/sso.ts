/** Floor 5: where browsers come to log in: with an AuthnRequest, or by the link of the application's tile. */
import { UserError } from '../../base/errors.js';
import type { IdpVendor } from '../../idp/idp.js';
import type { Answer } from '../http/answer.js';
import { parameterOf, type HttpRequest } from '../http/request.js';
import type { PathParts } from '../http/route.js';
import type { Arrival } from '../state/arrival.js';
import type { ServerState } from '../state/server-state.js';
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { admit } from './admit.js';
import { askedOf, locate, type Located } from './locate.js';
import { receive } from './receive.js';
import { refuse } from './refuse.js';
import { browserOf } from './session.js';

function note(
  { log }: ServerState,
  { tenant, app }: Located,
  received: ReceivedAuthnRequest | undefined,
): void {
  const about = { tenant: tenant.key, app: app.application.name };
  if (received === undefined) {
    log.add({ kind: 'launch', ...about, summary: `Somebody opens ${app.application.name}` });
    return;
  }
  const { request, xml, binding } = received;
  const { id, issuer = 'an SP that does not say who it is', forceAuthn, isPassive } = request;
  log.add({
    kind: 'authn-request',
    ...about,
    summary: `AuthnRequest from ${issuer}, by ${binding}`,
    xml,
    facts: { id, binding, forceAuthn: String(forceAuthn), isPassive: String(isPassive) },
  });
}

function arrivalOf(
  state: ServerState,
  located: Located,
  http: HttpRequest,
  received: ReceivedAuthnRequest | undefined,
): Arrival {
  const relayState = parameterOf(http, 'RelayState');
  const hint = parameterOf(http, 'login_hint');
  return {
    id: state.drawId(),
    tenant: located.tenant.key,
    app: located.app.application.name,
    learnt: located.learnt,
    ...(received === undefined ? {} : { request: received }),
    ...(received === undefined && relayState !== undefined ? { relayState } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function received(
  state: ServerState,
  vendor: IdpVendor,
  http: HttpRequest,
): ReceivedAuthnRequest | Answer | undefined {
  try {
    return receive(http);
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('message-')) throw error;
    return refuse(state, { vendor }, { reason: 'request-malformed', detail: error.message });
  }
}

/** A browser at an SSO URL or launch link of this vendor. */
export async function answerLogin(
  vendor: IdpVendor,
  state: ServerState,
  http: HttpRequest,
  parts: PathParts,
): Promise<Answer> {
  const request = received(state, vendor, http);
  if (request !== undefined && 'status' in request) return request;
  const located = locate(state, vendor, askedOf(parts, http.query, request), request);
  if ('objection' in located) {
    const { tenant, objection } = located;
    return refuse(state, { vendor, ...(tenant === undefined ? {} : { tenant }) }, objection);
  }
  note(state, located, request);
  const browser = state.browsers.seat(browserOf(state, http)?.id);
  const arrival = arrivalOf(state, located, http, request);
  return admit(state, { ...located, arrival, browser });
}
