/** Floor 5: the page for signing in: who is asking, and everybody who can be chosen. */
import { html, type Markup } from '../../../base/html.js';
import type { User } from '../../../directory/user.js';
import { ENDPOINTS } from '../../endpoints/endpoints.js';
import { parameterOf } from '../../http/request.js';
import type { Handler } from '../../http/route.js';
import { browserOf, sessionOf } from '../../sso/session.js';
import type { ServerState } from '../../state/server-state.js';
import { framed } from '../frame.js';
import { lasting } from '../words.js';
import { loginGone, personOf, waitingOf, type Waiting } from './entry.js';
import { findPeople } from './find-people.js';
import { LOGIN_SCRIPT_PATH } from './login-script.js';
import { LOGIN_STYLE_PATH } from './login-style.js';
import { MOST_ROWS, peopleList } from './people-list.js';
import { requestPanel } from './request-panel.js';

/** Whom `login_hint` names comes first, and who is gone comes last. */
function sorted(users: readonly User[], hinted: User | undefined): readonly User[] {
  const rank = ({ handle, state }: User): number => {
    if (handle === hinted?.handle) return 0;
    return state === 'deleted' || state === 'soft-deleted' ? 2 : 1;
  };
  return [...users].sort((a, b) => rank(a) - rank(b));
}

function learntNotice({ arrival, app }: Waiting): Markup | undefined {
  if (arrival.learnt !== true) return undefined;
  const { entityId, acsUrl } = app.sp.facts;
  return html`<div class="notice info">
    <strong>This application was just learnt.</strong> Nobody had announced
    <code>${entityId}</code>; its first AuthnRequest did. Responses go to <code>${acsUrl}</code>,
    and everybody with an application may use it. <code>--sp-metadata</code> announces it with
    everything else, <code>--strict</code> learns nothing.
  </div>`;
}

function hintNotice({ arrival }: Waiting, hinted: User | undefined): Markup | undefined {
  const { hint } = arrival;
  if (hint === undefined || hinted !== undefined) return undefined;
  return html`<p class="notice warn">
    <code>login_hint</code> names nobody here: ${hint.slice(0, 200)}
  </p>`;
}

function sessionNotice(
  signedIn: User | undefined,
  { arrival: { request } }: Waiting,
): Markup | undefined {
  if (signedIn === undefined) return undefined;
  const why =
    request?.request.forceAuthn === true
      ? 'The application asks that somebody signs in anew (ForceAuthn).'
      : 'Choosing somebody else ends that session.';
  return html`<p class="notice">
    This browser is signed in as <strong>${signedIn.displayName}</strong>. ${why}
    <a href="/__standin/session">Sessions</a>
  </p>`;
}

function rememberBox({ tenant }: Waiting): Markup {
  const { idle, remembered } = ENDPOINTS[tenant.vendor.name].session;
  return html`<label class="check"
    ><input type="checkbox" name="remember" value="1" /><span
      >Keep me signed in
      <small class="soft"
        >for ${lasting(remembered)}; otherwise until the browser is closed, or after
        ${lasting(idle)} without a login</small
      ></span
    ></label
  >`;
}

function scriptHelp(state: ServerState, path: string): Markup {
  return html`<details class="card">
    <summary>From a script</summary>
    <p>
      The form is plain: <code>POST</code> the field <code>user</code> (a handle, a login name or an
      e-mail address) here, with <code>remember=1</code> to keep the session. A second factor wants
      <code>factor=approve</code> or <code>factor=deny</code> too, an expired password
      <code>password=changed</code>. Refusals carry the headers <code>x-standin-refusal</code> and
      <code>x-standin-code</code>. Without any page: <code>standin serve --auto-login</code> with
      <code>login_hint</code>.
    </p>
    <pre class="code" tabindex="0" aria-label="Example">
curl -d user=ada ${state.origin}${path}</pre>
  </details>`;
}

function searchForm(query: string, focused: boolean): Markup {
  const focus = focused ? html` autofocus` : undefined;
  return html`<form class="search" method="get" role="search">
    <label class="field"
      ><span>Find somebody</span
      ><input
        id="q"
        name="q"
        type="search"
        value="${query}"
        autocomplete="off"
        spellcheck="false"
        placeholder="Two letters of a name, group or state"
        ${focus}
    /></label>
    <button>Find</button>
  </form>`;
}

function foundText(count: number, query: string): string {
  if (count === 0) return 'Nobody is found';
  const rest = count > MOST_ROWS ? `; the first ${MOST_ROWS} are shown` : '';
  return query === '' ? `${count} people${rest}` : `${count} found${rest}`;
}

function bodyOf(state: ServerState, waiting: Waiting, query: string, signedIn?: User): Markup {
  const { arrival, tenant, app } = waiting;
  const { name, audience } = app.application;
  const path = `/__standin/login/${arrival.id}`;
  const hinted = arrival.hint === undefined ? undefined : personOf(tenant, arrival.hint);
  const everybody = sorted([...tenant.directory.at(state.clock.now()).users()], hinted);
  const users = findPeople(everybody, query);
  const asks =
    arrival.request === undefined
      ? html`opens it from ${tenant.vendor.title}`
      : html`asks ${tenant.vendor.title} who you are`;
  return html`<div class="stack">
      <h1>Sign in to ${name}</h1>
      <p class="lead"><span class="mono">${audience}</span> ${asks}. Pick anybody.</p>
    </div>
    ${learntNotice(waiting)}${hintNotice(waiting, hinted)}${sessionNotice(signedIn, waiting)}
    ${requestPanel(waiting)} ${searchForm(query, hinted === undefined)}
    <form class="stack" method="post" action="${path}">
      ${rememberBox(waiting)}
      <p class="soft" id="found" role="status">${foundText(users.length, query)}</p>
      ${peopleList({
        users,
        application: name,
        path,
        partial: users.length < everybody.length || users.length > MOST_ROWS,
        ...(hinted === undefined ? {} : { hinted: hinted.handle }),
      })}
    </form>
    ${scriptHelp(state, path)}`;
}

/** GET */
export const showLogin: Handler = (state, http, { id = '' }) => {
  const waiting = waitingOf(state, id);
  if (waiting === undefined) return loginGone();
  const { tenant, app } = waiting;
  const session = sessionOf(state, tenant, browserOf(state, http));
  const signedIn = session && personOf(tenant, session.user);
  const query = (parameterOf(http, 'q') ?? '').slice(0, 200);
  return framed({
    title: `Sign in to ${app.application.name}`,
    vendor: tenant.vendor.title,
    scripts: [LOGIN_SCRIPT_PATH],
    styles: [LOGIN_STYLE_PATH],
    width: 'narrow',
    body: bodyOf(state, waiting, query, signedIn),
  });
};
