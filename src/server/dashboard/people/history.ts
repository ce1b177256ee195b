/** Floor 5: what happened to one person: every change of the record, every login, every session. */
import { html, type Markup } from '../../../base/html.js';
import type { UserVersion } from '../../../directory/user-history.js';
import type { User } from '../../../directory/user.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { LOG } from '../addresses.js';
import { instantText } from '../clock-panel.js';
import { logRow } from '../log/log-row.js';
import { attributeLines } from './read-form.js';

const FIELDS: readonly (readonly [name: string, read: (user: User) => string])[] = [
  ['state', ({ state }) => state],
  ['first name', ({ firstName }) => firstName],
  ['last name', ({ lastName }) => lastName],
  ['display name', ({ displayName }) => displayName],
  ['e-mail', ({ email }) => email],
  ['login name', ({ userName }) => userName],
  ['roles', ({ roles }) => roles.join(', ')],
  ['attributes', ({ attributes }) => attributeLines(attributes)],
  ['groups', ({ groups }) => groups.join(', ')],
  ['applications', ({ assignments }) => assignments.join(', ')],
];

/** What is different, each as the name, what was and what is. */
function differences(
  before: User,
  now: User,
): readonly (readonly [name: string, was: string, is: string])[] {
  return FIELDS.flatMap(([name, read]) => {
    const [was, is] = [read(before), read(now)];
    return was === is ? [] : [[name, was, is] as const];
  });
}

const none = (text: string): Markup | string => (text === '' ? html`<em>nothing</em>` : text);

function version({ at, verb, user }: UserVersion, before: UserVersion | undefined): Markup {
  const fresh = before?.user.id !== user.id;
  const changes = fresh
    ? html`<p>A new record, <code>${user.id}</code>, ${user.state}.</p>`
    : html`<ul class="plain">
        ${differences(before.user, user).map(
          ([name, was, is]) =>
            html`<li><span class="soft">${name}:</span> ${none(was)} → ${none(is)}</li>`,
        )}
      </ul>`;
  return html`<li>
    <div class="row">
      <time datetime="${new Date(at).toISOString()}">${instantText(at)}</time>
      <strong>${verb}</strong>
    </div>
    ${changes}
  </li>`;
}

/** The card of changes, newest first. */
export function historyCard({ directory }: TenantState, { handle }: User): Markup {
  const versions = directory.history(handle);
  const items = versions.map((each, index) => version(each, versions[index - 1])).reverse();
  return html`<section class="card" aria-labelledby="history">
    <h2 id="history">History</h2>
    <ol class="log plain">
      ${items}
    </ol>
  </section>`;
}

/** How many log entries the page of a person shows. */
const SHOWN = 20;

/** The card of logins, newest first. */
export function loginsCard({ log }: ServerState, { key }: TenantState, { handle }: User): Markup {
  const own = log
    .after(0)
    .filter(({ tenant, user, kind }) => tenant === key && user === handle && kind !== 'directory');
  const rows = own.slice(-SHOWN).reverse().map(logRow);
  const list =
    rows.length === 0
      ? html`<p class="soft">None yet.</p>`
      : html`<ol class="log plain">
          ${rows}
        </ol>`;
  const query = new URLSearchParams({ tenant: key, user: handle }).toString();
  return html`<section class="card" aria-labelledby="logins">
    <div class="row spread">
      <h2 id="logins">Logins</h2>
      <a class="button small" href="${LOG}?${query}">In the log</a>
    </div>
    ${list}
  </section>`;
}

/** The card of browsers in which the person is signed in at the IdP. */
export function sessionsCard(
  { browsers }: ServerState,
  { key }: TenantState,
  { handle, id }: User,
): Markup {
  const own = [...browsers.all()].flatMap(({ sessions }) => {
    const session = sessions.get(key);
    return session?.user === handle && session.userId === id ? [session] : [];
  });
  const items = own.map(({ startedAt, usedAt, remembered, participations }) => {
    const apps = [...new Set(participations.map(({ app }) => app))].join(', ');
    return html`<li>
      Since ${instantText(startedAt)}, last used
      ${instantText(usedAt)}${remembered ? ', remembered' : ''}${apps === '' ? '' : `: ${apps}`}
    </li>`;
  });
  return html`<section class="card" aria-labelledby="sessions">
    <div class="row spread">
      <h2 id="sessions">IdP sessions</h2>
      <a class="button small" href="/__standin/session">Sessions of this browser</a>
    </div>
    ${
      items.length === 0
        ? html`<p class="soft">Signed in nowhere.</p>`
        : html`<ul>
            ${items}
          </ul>`
    }
  </section>`;
}
