/** Floor 5: one person: the record and everything that can be done to it, and what happened. */
import { html, type Markup } from '../../../base/html.js';
import { GONE_STATES } from '../../../directory/lifecycle.js';
import type { User } from '../../../directory/user.js';
import type { Answer } from '../../http/answer.js';
import { framed } from '../../pages/frame.js';
import { stateChips } from '../../pages/state-chips.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { SCRIPT, STYLE, tenantPath, userPath } from '../addresses.js';
import { everybody } from '../lookup.js';
import { historyCard, loginsCard, sessionsCard } from './history.js';
import { inputField } from './hire-form.js';
import { noticeOf, type Result } from './notice.js';
import { statusOf } from './people-page.js';
import { attributeLines } from './read-form.js';
import { verbButtons } from './verbs.js';

/** What a form posts to, whom it is about, and what was typed into it before. */
interface Desk {
  readonly tenant: TenantState;
  readonly user: User;
  readonly path: string;
  readonly typed?: URLSearchParams;
}

/** What was typed into the form of that name, or what the record says. */
function valueIn({ typed }: Desk, form: string, name: string, recorded: string): string {
  return (typed?.get('do') === form ? typed.get(name) : undefined) ?? recorded;
}

function stateCard({ tenant, user, path }: Desk): Markup {
  const { vendor, apps } = tenant;
  const logins = [...apps.values()]
    .filter(({ waiting }) => !waiting)
    .map(({ application, places }) => {
      const url = new URL(places.launch);
      url.searchParams.set('login_hint', user.handle);
      return html`<a class="button small" href="${url.href}">Log in to ${application.name}</a>`;
    });
  return html`<section class="card" aria-labelledby="state">
    <h2 id="state">State</h2>
    <p class="row">${stateChips(user)}</p>
    <form method="post" action="${path}" class="row">${verbButtons(user, vendor.lifecycle)}</form>
    <div class="row">${logins}</div>
    <dl class="facts">
      <dt>Handle</dt>
      <dd>${user.handle}</dd>
      <dt>Immutable id</dt>
      <dd><code class="copy">${user.id}</code></dd>
    </dl>
  </section>`;
}

function recordCard(desk: Desk): Markup {
  const { user, path } = desk;
  const fields = [
    { name: 'firstName', label: 'First name', value: user.firstName },
    { name: 'lastName', label: 'Last name', value: user.lastName },
    { name: 'displayName', label: 'Display name', value: user.displayName },
    { name: 'email', label: 'E-mail', type: 'email', value: user.email },
    { name: 'userName', label: 'Login name', value: user.userName },
    {
      name: 'roles',
      label: 'Roles',
      hint: 'with commas between them',
      value: user.roles.join(', '),
    },
  ].map(({ value, ...field }) => inputField(field, valueIn(desk, 'update', field.name, value)));
  const lines = valueIn(desk, 'update', 'attributes', attributeLines(user.attributes));
  return html`<section class="card" aria-labelledby="record">
    <h2 id="record">Record</h2>
    <form method="post" action="${path}" class="stack">
      <div class="fields">${fields}</div>
      <label class="field"
        ><span>Further attributes</span
        ><textarea name="attributes" rows="3" placeholder="department: Legal">${lines}</textarea
        ><small>a line for each value</small></label
      >
      <div><button class="primary" name="do" value="update">Change</button></div>
    </form>
  </section>`;
}

function groupsCard(state: ServerState, desk: Desk): Markup {
  const { tenant, user, path } = desk;
  const leave = user.groups.map(
    (group) =>
      html`<form method="post" action="${path}">
        <input type="hidden" name="group" value="${group}" />
        <button class="small" name="do" value="leave" aria-label="Leave ${group}">
          ${group} ×
        </button>
      </form>`,
  );
  const others = new Set(everybody(state, tenant).flatMap(({ groups }) => groups));
  for (const group of user.groups) others.delete(group);
  return html`<section class="card" aria-labelledby="groups">
    <h2 id="groups">Groups</h2>
    <div class="row">${leave}</div>
    <form method="post" action="${path}" class="row">
      <label class="field"
        ><span>Join</span
        ><input
          name="groups"
          list="known-groups"
          autocomplete="off"
          value="${valueIn(desk, 'join', 'groups', '')}"
      /></label>
      <datalist id="known-groups">
        ${[...others].map((group) => html`<option value="${group}"></option>`)}
      </datalist>
      <button name="do" value="join">Join</button>
    </form>
  </section>`;
}

function applicationsCard({ tenant, user, path }: Desk): Markup {
  const items = [...tenant.apps.keys()].map((name) => {
    const has = user.assignments.includes(name);
    const [verb, word] = has
      ? (['unassign', 'Unassign'] as const)
      : (['assign', 'Assign'] as const);
    return html`<li>
      <form method="post" action="${path}" class="row spread">
        <input type="hidden" name="application" value="${name}" />
        <span
          >${name}
          <span class="chip ${has ? 'good' : ''}">${has ? 'assigned' : 'not assigned'}</span></span
        >
        <button class="small" name="do" value="${verb}" aria-label="${word} ${name}">
          ${word}
        </button>
      </form>
    </li>`;
  });
  return html`<section class="card" aria-labelledby="applications">
    <h2 id="applications">Applications</h2>
    <ul class="plain stack">
      ${items}
    </ul>
  </section>`;
}

/** What can still be done to a record: nothing but its return, once it is gone. */
function cards(state: ServerState, desk: Desk): Markup {
  if (GONE_STATES.includes(desk.user.state)) return stateCard(desk);
  return html`${stateCard(desk)} ${recordCard(desk)} ${groupsCard(state, desk)}
  ${applicationsCard(desk)}`;
}

/** The page. */
export function userPage(
  state: ServerState,
  tenant: TenantState,
  user: User,
  result?: Result,
): Answer {
  const { key, vendor } = tenant;
  const typed = result?.kind === 'refused' ? { typed: result.form } : {};
  const desk = { tenant, user, path: userPath(key, user.handle), ...typed };
  const name = user.displayName === '' ? user.handle : user.displayName;
  const body = html`<p>
      <a href="${tenantPath(key)}">People of ${vendor.title} ${tenant.tenant.name}</a>
    </p>
    <h1>${name} <span class="soft">${user.email}</span></h1>
    ${noticeOf(result)}
    <div class="desk">
      <div class="stack">${cards(state, desk)}</div>
      <div class="stack">
        ${loginsCard(state, tenant, user)} ${sessionsCard(state, tenant, user)}
        ${historyCard(tenant, user)}
      </div>
    </div>`;
  return framed({
    status: result?.kind === 'refused' ? statusOf(result) : 200,
    title: name,
    body,
    width: 'wide',
    vendor: vendor.title,
    styles: [STYLE],
    scripts: [SCRIPT],
  });
}
