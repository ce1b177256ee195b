/** Floor 5: the login that a page is about. */
import type { User } from '../../../directory/user.js';
import type { Answer } from '../../http/answer.js';
import type { HttpRequest } from '../../http/request.js';
import { handleOf, type Entry } from '../../sso/admit.js';
import { browserOf } from '../../sso/session.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { messagePage } from '../message-page.js';

/** What is known of a login under way before anybody is chosen. */
export type Waiting = Omit<Entry, 'browser'>;

/** The login under way. */
export function waitingOf(state: ServerState, id: string): Waiting | undefined {
  const arrival = state.arrivals.get(id);
  const tenant = arrival && state.tenants.get(arrival.tenant);
  const app = arrival && tenant?.apps.get(arrival.app);
  if (arrival === undefined || tenant === undefined || app === undefined) return undefined;
  return { arrival, tenant, app };
}

/** The login under way, with the browser that goes on with it. */
export function entryOf(state: ServerState, http: HttpRequest, id: string): Entry | undefined {
  const waiting = waitingOf(state, id);
  if (waiting === undefined) return undefined;
  return { ...waiting, browser: state.browsers.seat(browserOf(state, http)?.id) };
}

/** Somebody by handle, login name or e-mail address. */
export function personOf(tenant: TenantState, name: string): User | undefined {
  const handle = handleOf(tenant, name);
  if (handle === undefined) return undefined;
  return tenant.directory.at(tenant.context.clock.now()).user(handle);
}

/** Said where a login is not known (any more). */
export function loginGone(): Answer {
  return messagePage({
    status: 404,
    title: 'This login is over',
    message: 'It was finished before, or it is too old.',
    fix: 'Start again at the application.',
  });
}

/** Said where a form came without the one field that it needs. */
export function nobodyChosen(): Answer {
  return messagePage({
    status: 400,
    title: 'Nobody was chosen',
    message: 'The form names no user.',
    fix: 'Send the field "user": a handle, a login name or an e-mail address.',
  });
}
