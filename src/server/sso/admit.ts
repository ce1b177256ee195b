/** Floor 5: what happens to a browser that came to log in: sent on, refused, or asked who it is. */
import { setTimeout as delayed } from 'node:timers/promises';
import type { Lifecycle } from '../../directory/lifecycle.js';
import type { UserState } from '../../directory/user.js';
import { isObjection, type Objection } from '../../idp/idp.js';
import type { Refusal } from '../../idp/outcome.js';
import { withWayBack, type WayBack } from '../../idp/page.js';
import { passwordPage } from '../pages/login/password-page.js';
import { ENDPOINTS } from '../endpoints/endpoints.js';
import { pageAnswer, seeOther, type Answer } from '../http/answer.js';
import type { Arrival, LoginChoice, NextLogin } from '../state/arrival.js';
import type { BrowserState } from '../state/browsers.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';
import { deliver } from './deliver.js';
import { finishLogin } from './finish-login.js';
import { refuse } from './refuse.js';
import { cookieFor, sessionOf } from './session.js';

/** A browser at the door. */
export interface Entry {
  readonly tenant: TenantState;
  readonly app: ServedApp;
  readonly arrival: Arrival;
  readonly browser: BrowserState;
}

/** The link from a refusal to the page for signing in. */
export function wayBack({ id }: Arrival): WayBack {
  return { href: `/__standin/login/${id}`, text: 'Sign in as somebody else' };
}

function canChange({ transitions }: Lifecycle, state: UserState): boolean {
  return transitions[state]?.['reset-password'] !== undefined;
}

/** Whoever is refused may try again, or somebody else; an expired password is changed first. */
function answerRefusal(
  state: ServerState,
  { arrival, tenant, browser }: Entry,
  refusal: Refusal,
  { user, remember }: { readonly user: string; readonly remember: boolean },
): Answer {
  state.arrivals.set(arrival.id, arrival);
  const cookies = [cookieFor(state, browser)];
  const { vendor, directory } = tenant;
  const person = directory.at(state.clock.now()).user(user);
  if (person?.state === 'password-expired' && canChange(vendor.lifecycle, person.state)) {
    const change = { id: arrival.id, user: person, vendor: vendor.title, remember, cookies };
    return passwordPage(refusal, change);
  }
  return pageAnswer(withWayBack(refusal.page, wayBack(arrival)), cookies);
}

/** Logs somebody in and answers the browser. */
export async function sendOn(
  state: ServerState,
  entry: Entry,
  user: string,
  choice: LoginChoice = {},
): Promise<Answer> {
  const outcome = await finishLogin(state, { ...entry, user, choice });
  if (outcome.kind === 'issued') return deliver(outcome, [cookieFor(state, entry.browser)]);
  return answerRefusal(state, entry, outcome, { user, remember: choice.remember === true });
}

function takeNext(state: ServerState, { tenant, app }: Entry): NextLogin | undefined {
  const fits = (next: NextLogin): boolean =>
    (next.tenant ?? tenant.key) === tenant.key &&
    (next.app ?? app.application.name) === app.application.name;
  const index = state.queue.findIndex(fits);
  return index === -1 ? undefined : state.queue.splice(index, 1)[0];
}

/** Why the request alone does not get in. */
function objectTo({ tenant, app, arrival }: Entry): Objection | undefined {
  if (arrival.request === undefined) return undefined;
  const accepted = tenant.vendor.accept(arrival.request, app.application);
  return isObjection(accepted) ? accepted : undefined;
}

/** A handle for a login name, an e-mail address or a handle. */
export function handleOf({ directory, context }: TenantState, name: string): string | undefined {
  const asked = name.toLowerCase();
  const state = directory.at(context.clock.now());
  if (state.user(name) !== undefined) return name;
  for (const user of state.users()) {
    const gone = user.state === 'deleted' || user.state === 'soft-deleted';
    const names = [user.userName, user.email].map((each) => each.toLowerCase());
    if (!gone && names.includes(asked)) return user.handle;
  }
  return undefined;
}

/** Who is logged in without being asked. */
function automatic({ options }: ServerState, { tenant, arrival }: Entry): string | undefined {
  const { autoLogin } = options;
  if (autoLogin === undefined) return undefined;
  const { hint } = arrival;
  const named = hint === undefined ? undefined : handleOf(tenant, hint);
  return named ?? (autoLogin === true ? undefined : autoLogin);
}

/** Somebody with a session: sent on, unless the directory closed the person's record since. */
function signedIn(state: ServerState, entry: Entry): string | undefined {
  const { tenant, app, arrival, browser } = entry;
  const { request } = arrival;
  if (request?.request.forceAuthn === true && app.application.honorForceAuthn) return undefined;
  const session = sessionOf(state, tenant, browser);
  if (session === undefined) return undefined;
  const user = tenant.directory.at(state.clock.now()).user(session.user);
  const closed = user === undefined || user.state !== 'active';
  if (closed && ENDPOINTS[tenant.vendor.name].closedSession === 'ends') {
    browser.sessions.delete(tenant.key);
    return undefined;
  }
  return session.user;
}

async function asDecided(state: ServerState, entry: Entry, next: NextLogin): Promise<Answer> {
  if (next.delay !== undefined) await delayed(next.delay);
  const { tenant, app } = entry;
  if (next.refuse !== undefined) {
    return refuse(state, { vendor: tenant.vendor, tenant, app }, { reason: next.refuse });
  }
  const user = next.user ?? signedIn(state, entry);
  if (user === undefined) return askWho(state, entry);
  return sendOn(state, entry, user, next);
}

/** The page for signing in. */
function askWho(state: ServerState, { arrival, browser }: Entry): Answer {
  state.arrivals.set(arrival.id, arrival);
  return seeOther(`/__standin/login/${arrival.id}`, [cookieFor(state, browser)]);
}

/** Decides. */
export async function admit(state: ServerState, entry: Entry): Promise<Answer> {
  const { tenant, app, arrival } = entry;
  const subject = { vendor: tenant.vendor, tenant, app };
  const objection = objectTo(entry);
  if (objection !== undefined) return refuse(state, subject, objection);
  const next = takeNext(state, entry);
  if (next !== undefined) return asDecided(state, entry, next);
  const user = signedIn(state, entry) ?? automatic(state, entry);
  if (user !== undefined) return sendOn(state, entry, user);
  const passive = arrival.request?.request.isPassive === true;
  if (passive && ENDPOINTS[tenant.vendor.name].refusesPassive) {
    return refuse(state, subject, { reason: 'passive-impossible' });
  }
  return askWho(state, entry);
}
