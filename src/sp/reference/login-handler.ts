/** Floor 5: `/login`: sends the browser to the IdP with a real AuthnRequest. */
import { BINDINGS, type Binding } from '../../saml/names.js';
import { readRelayState } from '../relay-state.js';
import { withCookies, redirect, type Answer } from './answer.js';
import { BROWSER_COOKIE, writeCookie } from './cookies.js';
import type { Visit } from './handler.js';
import { html } from '../../base/html.js';
import { page } from './layout.js';
import { createLoginRequest, type LoginRequest, type SentRequest } from './login-request.js';
import type { ReferenceSp } from './reference-sp.js';
import { refusalPage } from './refusal-page.js';

function isBinding(text: string): text is Binding {
  return text in BINDINGS;
}

function readBoolean(values: readonly string[] | undefined): boolean | undefined {
  const value = values?.[0];
  return value === undefined ? undefined : value === 'true' || value === '1';
}

/** What the request is to ask of the IdP. */
function wishesOf(
  query: Visit['query'],
): Pick<LoginRequest, 'forceAuthn' | 'isPassive' | 'authnContext'> {
  const forceAuthn = readBoolean(query['forceAuthn']);
  const isPassive = readBoolean(query['isPassive']);
  const authnContext = query['authnContext']?.[0];
  return {
    ...(forceAuthn === undefined ? {} : { forceAuthn }),
    ...(isPassive === undefined ? {} : { isPassive }),
    ...(authnContext === undefined ? {} : { authnContext }),
  };
}

function deliver(name: string, sent: SentRequest): Answer {
  if (sent.binding === 'redirect') return redirect(302, sent.url);
  const fields = Object.entries(sent.fields).map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
  );
  return page(name, {
    title: 'To your identity provider',
    submitsTo: new URL(sent.url).origin,
    body: html`<form method="post" action="${sent.url}">${fields}<button>Continue</button></form>`,
  });
}

/** Sends an AuthnRequest and remembers it for this browser (saml-profiles 4.1.4.1). */
export async function login(sp: ReferenceSp, { query, browser: known }: Visit): Promise<Answer> {
  const { profile, context, signingKey } = sp;
  const asked = query['idp']?.[0];
  const [idp] = sp.idps().filter(({ issuer }) => issuer === (asked ?? issuer));
  const refuse = (reason: 'issuer-unknown' | 'relay-state-refused', detail: string): Answer =>
    refusalPage(profile.title, { reason, detail });
  if (idp === undefined) {
    const none = 'no identity provider is set up yet';
    return refuse('issuer-unknown', asked === undefined ? none : `nobody trusts ${asked} here`);
  }
  const relayState = query['relayState']?.[0];
  const landing = readRelayState(relayState, new URL(profile.acs).origin);
  if ('refused' in landing) return refuse('relay-state-refused', landing.refused);
  const binding = query['binding']?.[0] ?? 'redirect';
  if (!isBinding(binding)) {
    const body = html`<p>binding is ${binding}; it can be redirect or post.</p>`;
    return page(profile.title, { status: 400, title: 'Unknown binding', body });
  }
  const wishes = wishesOf(query);
  const issuedAt = context.clock.now();
  const { browser, id } = sp.requests.add(known, {
    idp: idp.issuer,
    ...(relayState === undefined ? {} : { relayState }),
    ...(wishes.authnContext === undefined ? {} : { authnContext: wishes.authnContext }),
    ...(wishes.forceAuthn === true ? { freshSince: issuedAt } : {}),
  });
  const request = {
    ...wishes,
    id,
    binding,
    issuedAt,
    ...(relayState === undefined ? {} : { relayState }),
  };
  const sent = await createLoginRequest(request, { profile, idp, signingKey });
  context.log?.({ kind: 'sp-request-sent', id, binding });
  const secure = profile.acs.startsWith('https:');
  return withCookies(deliver(profile.title, sent), [writeCookie(BROWSER_COOKIE, browser, secure)]);
}
