/** Floor 5: the page for signing in, and what is sent from it. */
import { html } from '../../base/html.js';
import type { Answer } from '../http/answer.js';
import { fieldOf } from '../http/request.js';
import type { Handler } from '../http/route.js';
import { sendOn, type Entry } from '../sso/admit.js';
import { browserOf } from '../sso/session.js';
import type { HttpRequest } from '../http/request.js';
import type { ServerState } from '../state/server-state.js';
import { framed } from './frame.js';
import { messagePage } from './message-page.js';

/** The login under way. */
export function entryOf(state: ServerState, http: HttpRequest, id: string): Entry | undefined {
  const arrival = state.arrivals.get(id);
  const tenant = arrival && state.tenants.get(arrival.tenant);
  const app = arrival && tenant?.apps.get(arrival.app);
  if (arrival === undefined || tenant === undefined || app === undefined) return undefined;
  return { arrival, tenant, app, browser: state.browsers.seat(browserOf(state, http)?.id) };
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

/** GET */
export const showLogin: Handler = (state, http, { id = '' }) => {
  const entry = entryOf(state, http, id);
  if (entry === undefined) return loginGone();
  const { tenant, app } = entry;
  const people = [...tenant.directory.at(state.clock.now()).users()];
  const choices = people.map(
    ({ handle, displayName, state: standing }) =>
      html`<li><button name="user" value="${handle}">${displayName} (${standing})</button></li>`,
  );
  const body = html`<h1>Sign in to ${app.application.name}</h1>
    <form method="post">
      <ul>
        ${choices}
      </ul>
    </form>`;
  return framed({ title: 'Sign in', body, vendor: tenant.vendor.title });
};

/** POST */
export const submitLogin: Handler = async (state, http, { id = '' }) => {
  const entry = entryOf(state, http, id);
  const user = fieldOf(http, 'user');
  if (entry === undefined || user === undefined) return loginGone();
  return sendOn(state, entry, user, { remember: fieldOf(http, 'remember') !== undefined });
};
