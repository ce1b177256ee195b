/** Floor 5: logs the chosen person in: the message is made, told to the log, and put on its way. */
import type { Context } from '../../base/context.js';
import type { Outcome } from '../../idp/outcome.js';
import type { Application } from '../../idp/tenant.js';
import { login, loginOnThreadPool, type LoginInput } from '../../login.js';
import type { Arrival, LoginChoice } from '../state/arrival.js';
import type { BrowserState, IdpSession, Participation } from '../state/browsers.js';
import { detached } from '../state/detached.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';
import { checkForgeryTarget } from './forgery-target.js';
import { recordLogin } from './record-login.js';
import { logRefusal } from './refuse.js';
import { beginSession, sessionOf } from './session.js';

/** A login that can be finished: everything that was decided. */
export interface Decided {
  readonly tenant: TenantState;
  readonly app: ServedApp;
  readonly arrival: Arrival;
  /** A handle. */
  readonly user: string;
  readonly choice: LoginChoice;
  readonly browser: BrowserState;
}

/** The application wants the person to sign in anew (saml-core 3.4.1). */
function isFresh({ app, arrival }: Decided): boolean {
  return arrival.request?.request.forceAuthn === true && app.application.honorForceAuthn;
}

/** The session's age is what AuthnInstant tells; the application's own setting is that of somebody who is signed in. */
function aged(
  application: Application,
  { startedAt }: Pick<IdpSession, 'startedAt'>,
  now: number,
): Application {
  return { ...application, sessionAge: application.sessionAge + (now - startedAt) };
}

async function inputOf(
  state: ServerState,
  decided: Decided,
  session: Pick<IdpSession, 'startedAt'>,
): Promise<LoginInput> {
  const { tenant, app, arrival, user, choice } = decided;
  const now = state.clock.now();
  const { forgery: forging, overrides, despite = false } = choice;
  if (forging !== undefined) checkForgeryTarget(state, app);
  const application = aged(app.application, session, now);
  const about = { application, vendor: tenant.vendor.name, user };
  const forged =
    forging === undefined ? { application } : await state.attacks.forge(forging, about);
  const { request, relayState } = arrival;
  return {
    vendor: tenant.vendor,
    tenant: tenant.tenant,
    ...forged,
    directory: tenant.directory.at(now),
    user,
    key: tenant.keyring.current,
    despite,
    ...(request === undefined ? {} : { request }),
    ...(relayState === undefined ? {} : { relayState }),
    ...(overrides === undefined ? {} : { overrides }),
  };
}

/** An application has one session in a browser: who comes again takes the place of the first. */
function take({ participations }: IdpSession, participation: Participation): void {
  const index = participations.findIndex(({ app }) => app === participation.app);
  if (index !== -1) participations.splice(index, 1);
  participations.push({ ...participation, sessionIndex: detached(participation.sessionIndex) });
}

/** What of a message is not the vendor's, by name. */
function tamperingFacts({ forgery, overrides }: LoginChoice): Readonly<Record<string, string>> {
  const { attributes = {}, ...others } = overrides ?? {};
  const edited = [...Object.keys(others), ...Object.keys(attributes)].join(', ');
  return {
    ...(edited === '' ? {} : { edited }),
    ...(forgery === undefined ? {} : { forged: forgery.attack ?? 'by hand' }),
  };
}

function tampering(choice: LoginChoice): string {
  const { edited, forged } = tamperingFacts(choice);
  const said = [
    ...(edited === undefined ? [] : [`edited: ${edited}`]),
    ...(forged === undefined ? [] : [`forged: ${forged}`]),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/**
 * Makes the message without anything coming of it: for a look before it is sent.
 *
 * @throws UserError `host-refused` for a forgery that would leave this machine; what `login` throws
 */
export async function previewLogin(state: ServerState, decided: Decided): Promise<Outcome> {
  const { tenant, arrival, browser, user } = decided;
  const before = sessionOf(state, tenant, browser);
  const goesOn = before?.user === user && !isFresh(decided);
  const startedAt = goesOn ? before.startedAt : state.clock.now();
  const aside = tenant.context.random.fork(`preview/${arrival.id}`);
  const input = await inputOf(state, decided, { startedAt });
  return login(input, { ...tenant.context, random: aside });
}

/**
 * The next login's own source of identifiers. Taken before anything is waited for: what logins draw while others are
 * under way depends on the order in which they began, and on nothing else.
 */
function drawnFor({ context, counted }: TenantState): Context {
  counted.logins += 1;
  return { ...context, random: context.random.fork(`login/${counted.logins}`) };
}

/**
 * Logs in; the message is signed on the thread pool.
 *
 * @returns the vendor's refusal, or the message on its page; a forged one has its exact request, too
 * @throws UserError `host-refused` for a forgery that would leave this machine; what `login` throws
 */
export async function finishLogin(state: ServerState, decided: Decided): Promise<Outcome> {
  const { tenant, app, arrival, user, choice, browser } = decided;
  const fresh = isFresh(decided);
  const remember = choice.remember === true;
  const context = drawnFor(tenant);
  const before = browser.sessions.get(tenant.key);
  const session = beginSession(state, tenant, browser, { user, fresh, remember });
  // Whoever is refused at the door was not signed in; whoever was signed in before still is.
  const goBack = (): void => {
    if (before === undefined) browser.sessions.delete(tenant.key);
    else browser.sessions.set(tenant.key, before);
  };
  const outcome = await inputOf(state, decided, session)
    .then((input) => loginOnThreadPool(input, context))
    .catch((error: unknown) => {
      goBack();
      throw error;
    });
  state.arrivals.delete(arrival.id);
  if (outcome.kind === 'refused') {
    goBack();
    logRefusal(state, { vendor: tenant.vendor, tenant, app, user }, outcome);
  } else {
    const { nameId, nameIdFormat, sessionIndex, assertionId } = outcome.facts;
    const name = app.application.name;
    take(session, { app: name, nameId, nameIdFormat, sessionIndex });
    state.log.add({
      kind: 'response',
      ...{ tenant: tenant.key, app: name, user },
      summary: `${user} is sent to ${outcome.acsUrl} as ${nameId}${tampering(choice)}`,
      xml: outcome.xml,
      facts: { assertionId, nameId, ...tamperingFacts(choice) },
    });
  }
  recordLogin(state, decided, outcome);
  return outcome;
}
