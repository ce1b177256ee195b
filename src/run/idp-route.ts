/** Floor 7: the mock IdP as the browser meets it: parses what arrives, asks `login`, shows the page. */
import { UserError } from '../base/errors.js';
import type { Outcome, Page, Refusal } from '../idp/outcome.js';
import { login } from '../login.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import { readPostRequest, readRedirectRequest } from '../saml/read-request.js';
import type { LoginStep } from '../scenario/step.js';
import type { Route } from '../sp/target.js';
import { handleLogout } from './idp-logout-route.js';
import { forgeryOf, signedAs } from './forgery-of.js';
import type { Conversation, Stage } from './stage.js';

type Incoming = Parameters<Route['handle']>[0];

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** What the browser shows while a message is kept back: a page that submits nothing. */
const HELD: Page = {
  status: 200,
  headers: HTML,
  html: '<!doctype html><title>Held</title><p>The message is kept back.</p>',
};

/** What an IdP that nobody asked to log in shows. */
const NOBODY: Page = {
  status: 404,
  headers: HTML,
  html: '<!doctype html><title>Not found</title><p>No login is under way.</p>',
};

/** How often one login may ask: an SP that refuses and begins anew would go round for ever. */
const MOST_ANSWERS = 2;

/** Where an SP that asks again and again leaves the person. */
const AGAIN: Page = {
  status: 200,
  headers: HTML,
  html: '<!doctype html><title>Again</title><p>The service provider asked again after it was answered.</p>',
};

/** The AuthnRequest in what arrived; `undefined` when the IdP itself is to start. */
function received({ method, url, form }: Incoming): ReceivedAuthnRequest | undefined {
  if (method === 'POST') return 'SAMLRequest' in form ? readPostRequest(form) : undefined;
  const { search, searchParams } = new URL(url);
  return searchParams.has('SAMLRequest') ? readRedirectRequest(search.slice(1)) : undefined;
}

function refuseUnreadable(stage: Stage, error: UserError): Refusal {
  const { tenant, application, context, item } = stage;
  const objection = { reason: 'request-malformed', detail: error.message } as const;
  const refusal = item.vendor.refuse(objection, { tenant, application }, context);
  return { kind: 'refused', reason: objection.reason, ...refusal };
}

function answer(
  stage: Stage,
  step: LoginStep,
  incoming: Incoming,
  conversation: Conversation,
): Outcome {
  const { item, tenant, application, directory, clock, keyring, context } = stage;
  try {
    const request = received(incoming);
    if (request !== undefined) conversation.request = request;
    const { relayState, overrides } = step;
    const forgery = forgeryOf(stage, step);
    const input = {
      vendor: item.vendor,
      tenant,
      application: signedAs(application, step),
      directory: directory.at(clock.now()),
      user: step.user,
      ...(request === undefined ? {} : { request }),
      ...(request === undefined && relayState !== undefined ? { relayState } : {}),
      key: keyring.current,
      despite: step.despite !== undefined,
      ...(overrides === undefined ? {} : { overrides }),
      ...(forgery === undefined ? {} : { forgery }),
    };
    return login(input, context);
  } catch (error) {
    if (error instanceof UserError && error.code.startsWith('message-')) {
      return refuseUnreadable(stage, error);
    }
    throw error;
  }
}

/**
 * Answers for the IdP in one browser.
 *
 * @param stage - the story
 * @param conversation - the login under way, and who logs in; its outcome is written into it
 */
export function idpRoutes(stage: Stage, conversation: Conversation): readonly Route[] {
  const handleRequest = (incoming: Incoming): Page => {
    const { step, logout } = conversation;
    if (logout !== undefined) return handleLogout(stage, incoming, logout);
    if (step === undefined) return NOBODY;
    const answers = (conversation.answers ?? 0) + 1;
    if (answers > MOST_ANSWERS) return AGAIN;
    conversation.answers = answers;
    const outcome = answer(stage, step, incoming, conversation);
    conversation.outcome = outcome;
    if (outcome.kind === 'refused') return outcome.page;
    stage.ledger.issued(step.user, outcome);
    // A forged message is posted to the byte, not by the vendor's page.
    return step.hold === undefined && outcome.request === undefined ? outcome.page : HELD;
  };
  const { ssoUrl, launchUrl, slo } = stage.application;
  const urls = [ssoUrl, launchUrl, ...(slo === undefined ? [] : [slo.url])];
  const origins = new Set(urls.map((url) => new URL(url).origin));
  return [...origins].map((origin) => ({ prefix: `${origin}/`, handle: handleRequest }));
}
