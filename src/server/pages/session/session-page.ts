/** Floor 5: who this browser is signed in as, tenant by tenant. */
import { html, type Markup } from '../../../base/html.js';
import { ENDPOINTS } from '../../endpoints/endpoints.js';
import type { Handler } from '../../http/route.js';
import { reachable } from '../../slo/propagate.js';
import { browserOf, sessionOf } from '../../sso/session.js';
import type { IdpSession } from '../../state/browsers.js';
import type { ServerState } from '../../state/server-state.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { framed } from '../frame.js';
import { initialsOf } from '../login/find-people.js';
import { chip, stateChips } from '../state-chips.js';
import { clockTime, distance } from '../words.js';

/** Where the page lies. */
export const SESSION_PATH = '/__standin/session';
/** Where its buttons lead. */
export const SIGN_OUT_PATH = '/__standin/logout';

/** An application opens at its link, once its SP is known. */
function opener({ application, places, waiting }: ServedApp): Markup | undefined {
  if (waiting) return undefined;
  const { pathname, search } = new URL(places.launch);
  return html`<li><a href="${pathname}${search}">${application.name}</a></li>`;
}

function openers(tenant: TenantState, title: string): Markup | undefined {
  const links = [...tenant.apps.values()].flatMap((app) => opener(app) ?? []);
  if (links.length === 0) return undefined;
  return html`<div class="stack">
    <h3>${title}</h3>
    <ul class="plain row">
      ${links}
    </ul>
  </div>`;
}

/** Signs out, and comes to the page for signing in where an application is there to sign in to. */
function signOutForm(tenant: TenantState, { participations }: IdpSession): Markup {
  const [app] = [...tenant.apps.values()].filter(({ waiting }) => !waiting);
  const another =
    app === undefined
      ? undefined
      : html`<button name="app" value="${app.application.name}">Use another account</button>`;
  const told = reachable(tenant, participations).map(({ app: name }) => name);
  const everywhere =
    told.length === 0
      ? undefined
      : html`<button class="danger" name="slo" value="1">
          Single logout: ${told.join(', ')}
        </button>`;
  return html`<form class="row" method="post" action="${SIGN_OUT_PATH}">
    <input type="hidden" name="tenant" value="${tenant.key}" />
    <button class="danger" aria-label="Sign out of ${tenant.vendor.title}, ${tenant.tenant.name}">
      Sign out
    </button>
    ${everywhere} ${another}
  </form>`;
}

function lines(session: IdpSession, tenant: TenantState, now: number): Markup {
  const { idle, remembered } = ENDPOINTS[tenant.vendor.name].session;
  const { startedAt, usedAt, participations } = session;
  const until = usedAt + (session.remembered ? remembered : idle);
  const kept = session.remembered
    ? chip('kept signed in', 'info')
    : chip('until the browser is closed');
  const apps = participations.map(
    ({ app, nameId }) => html`<li>${app} <span class="soft">as</span> <code>${nameId}</code></li>`,
  );
  return html`<dl class="facts">
    <dt>Signed in</dt>
    <dd>${clockTime(startedAt)} (${distance(startedAt, now)})</dd>
    <dt>Good until</dt>
    <dd>${clockTime(until)} if nobody uses it (${distance(until, now)}) ${kept}</dd>
    <dt>Applications</dt>
    <dd>
      ${
        apps.length === 0
          ? html`none yet`
          : html`<ul class="plain">
              ${apps}
            </ul>`
      }
    </dd>
  </dl>`;
}

function signedIn(tenant: TenantState, session: IdpSession, now: number): Markup {
  const user = tenant.directory.at(now).user(session.user);
  if (user === undefined) return html``;
  return html`<div class="row">
      <span class="avatar" aria-hidden="true">${initialsOf(user.displayName)}</span>
      <div>
        <strong>${user.displayName}</strong>
        <div class="soft">${user.email}</div>
      </div>
      <span>${stateChips(user)}</span>
    </div>
    ${lines(session, tenant, now)} ${signOutForm(tenant, session)}
    ${openers(tenant, 'Open without signing in again')}`;
}

function tenantCard(tenant: TenantState, session: IdpSession | undefined, now: number): Markup {
  const body =
    session === undefined
      ? html`<p class="soft">Nobody is signed in.</p>
          ${openers(tenant, 'Sign in to')}`
      : signedIn(tenant, session, now);
  return html`<section class="card" id="${tenant.key}">
    <h2>${tenant.vendor.title} <span class="soft">${tenant.tenant.name}</span></h2>
    ${body}
  </section>`;
}

/** The sessions of this browser. */
function cards(state: ServerState, http: Parameters<Handler>[1]): readonly Markup[] {
  const browser = browserOf(state, http);
  const now = state.clock.now();
  return [...state.tenants.values()].map((tenant) =>
    tenantCard(tenant, sessionOf(state, tenant, browser), now),
  );
}

/** GET */
export const showSessions: Handler = (state, http) =>
  framed({
    title: 'Sessions',
    here: SESSION_PATH,
    body: html`<div class="stack">
        <h1>Sessions of this browser</h1>
        <p class="lead">
          Whoever is signed in at a tenant is sent on to its applications without being asked.
          Signing out here ends the session at the identity provider only; applications keep theirs
          until a single logout.
        </p>
      </div>
      <div class="columns">${cards(state, http)}</div>`,
  });
