/** Floor 5: what the reference SP shows of itself: who am I, the roster, pages behind the login. */
import { json, type Answer } from './answer.js';
import type { AccountRecord } from '../jit/account.js';
import { VENDORS } from '../../idp/vendors.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';
import type { Visit } from './handler.js';
import { html, type Markup } from '../../base/html.js';
import { shown } from './habit.js';
import { page } from './layout.js';
import { logoutConnection } from './logout-handler.js';
import type { ReferenceSp } from './reference-sp.js';
import { showAccount } from './roster.js';

/** `/session`: who am I, as JSON. */
export function showSession(sp: ReferenceSp, { session }: Visit): Answer {
  if (session === undefined) return json(200, { session: null });
  const { accountId, nameId, until } = session;
  const email = sp.roster.find(accountId)?.email ?? null;
  return json(200, {
    session: { nameId, email, accountId, until: new Date(until).toISOString() },
  });
}

/** `/accounts`: the roster, as JSON. */
export function showAccounts(sp: ReferenceSp): Answer {
  return json(200, { accounts: sp.roster.all().map(showAccount) });
}

/** An instant to the minute, as an admin console shows it. */
function minute(instant: unknown): string {
  return `${String(instant).slice(0, 16).replace('T', ' ')} UTC`;
}

function nameOf({ displayName, firstName, lastName }: AccountRecord): string {
  return displayName ?? [firstName, lastName].filter((part) => part !== null).join(' ');
}

function row(sp: ReferenceSp, index: number): Markup {
  const record = sp.roster.all()[index];
  if (record === undefined) return html``;
  const account = showAccount(record);
  return html`<tr>
    <td>${nameOf(record)}</td>
    <td>${record.email}</td>
    <td>${record.roles.join(', ')}</td>
    <td>${record.groups.join(', ')}</td>
    <td>${String(account['status'])}</td>
    <td>${minute(account['lastLoginAt'])}</td>
    <td><code>${record.nameId}</code></td>
  </tr> `;
}

/** `/admin`: the roster as a person sees it in an admin console. */
export function showAdmin(sp: ReferenceSp): Answer {
  const { length: count } = sp.roster.all();
  const rows = Array.from({ length: count }, (_, index) => row(sp, index));
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>E-mail</th>
          <th>Roles</th>
          <th>Groups</th>
          <th>Status</th>
          <th>Last login</th>
          <th>NameID</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  const nobody = html`<p class="soft">Nobody has signed in yet.</p>`;
  const people = count === 1 ? '1 person' : `${count} people`;
  return page(sp.profile.title, {
    title: 'People',
    body: html`<p class="soft">${people}</p>
      ${count === 0 ? nobody : table}`,
  });
}

/** A link to each IdP; only one needs no name. */
function waysIn(sp: ReferenceSp): Markup {
  const [only, another] = sp.idps();
  if (only === undefined || another === undefined) {
    return html`<p><a href="/login">Sign in</a></p>`;
  }
  const links = sp.idps().map(({ vendor, issuer }) => {
    const query = new URLSearchParams({ idp: issuer }).toString();
    const known = VENDOR_NAMES.find((name) => name === vendor);
    const title = known === undefined ? vendor : VENDORS[known].title;
    return html`<li>
      <a href="/login?${query}">Sign in with ${title}</a>
      <code class="soft">${issuer}</code>
    </li> `;
  });
  return html`<ul>
    ${links}
  </ul>`;
}

/** Any other page: shown to people with a session. */
export function showPage(sp: ReferenceSp, { path, session, method }: Visit): Answer {
  const { title } = sp.profile;
  if (method !== 'GET' && method !== 'HEAD') {
    const body = html`<p>${path} is a page to look at.</p>`;
    return page(title, { status: 405, title: 'Not possible', body, headers: { allow: 'GET' } });
  }
  if (session === undefined) {
    const body = html`<p>You are not signed in.</p>
      ${waysIn(sp)}`;
    return page(title, { status: path === '/' ? 200 : 401, title: 'Welcome', body });
  }
  const account = sp.roster.find(session.accountId);
  const who = account?.email ?? session.nameId;
  const name = account === undefined ? '' : nameOf(account);
  const everywhere =
    logoutConnection(sp, session) === undefined
      ? undefined
      : html`<p><a href="/logout?slo=1">Sign out everywhere</a></p>`;
  return page(title, {
    title: path === '/' ? 'You are signed in' : path,
    body: html`<p>Signed in as <strong>${who}</strong>.</p>
      <p class="soft">${shown(name, sp.habits)}</p>
      <form method="post" action="/logout"><button>Sign out</button></form>
      ${everywhere}`,
  });
}

/** A GET of the ACS: people who type or bookmark it. */
export function explainAcs(sp: ReferenceSp): Answer {
  const body = html`<p>This address takes SAML Responses by POST.</p>
    <p><a href="/login">Sign in</a></p>`;
  const headers = { allow: 'POST' };
  return page(sp.profile.title, { status: 405, title: 'Nothing to see here', body, headers });
}
