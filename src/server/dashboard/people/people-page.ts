/** Floor 5: the people of a tenant: found by two letters, changed by one click. */
import { html, type Markup } from '../../../base/html.js';
import type { User } from '../../../directory/user.js';
import type { Answer } from '../../http/answer.js';
import { framed } from '../../pages/frame.js';
import { stateChips } from '../../pages/state-chips.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { SCRIPT, STYLE, tenantPath, userPath } from '../addresses.js';
import { everybody } from '../lookup.js';
import { hireForm, stateChoice } from './hire-form.js';
import { noticeOf, type Result } from './notice.js';
import { filterQuery, isWanted, type PeopleFilter } from './people-filter.js';
import { savePanel } from './save-panel.js';
import { verbButtons } from './verbs.js';

/** What the page shows. */
export interface PeopleView {
  readonly filter: PeopleFilter;
  readonly result?: Result;
}

function item(tenant: TenantState, user: User, view: string): Markup {
  const { key, vendor, apps } = tenant;
  const { handle, displayName, email, groups, assignments } = user;
  const path = userPath(key, handle);
  const without = [...apps.keys()].filter((name) => !assignments.includes(name));
  const assigned =
    apps.size > 0 && without.length > 0
      ? html`<span class="soft">not assigned: ${without.join(', ')}</span>`
      : undefined;
  return html`<li id="u-${handle}">
    <div class="who">
      <a href="${path}"><strong>${displayName === '' ? handle : displayName}</strong></a>
      <span class="soft">${email}</span>
    </div>
    <div class="how">
      <span class="row">${stateChips(user)}</span>
      <span class="soft">${groups.join(', ')}</span> ${assigned}
    </div>
    <form method="post" action="${path}" class="row">
      <input type="hidden" name="from" value="list" /><input
        type="hidden"
        name="view"
        value="${view}"
      />
      ${verbButtons(user, vendor.lifecycle)}
      <a class="button small" href="${path}" aria-label="Edit ${displayName}">Edit</a>
    </form>
  </li>`;
}

function search({ key, vendor }: TenantState, { q, state }: PeopleFilter): Markup {
  const states = vendor.lifecycle.states.map((each) => {
    const chosen = each === state ? html`selected` : undefined;
    return html`<option value="${each}" ${chosen}>${stateChoice(each)}</option>`;
  });
  return html`<form class="row search" action="${tenantPath(key)}" role="search">
    <label class="field"
      ><span>Find</span
      ><input type="search" name="q" value="${q}" placeholder="name, address, handle or group"
    /></label>
    <label class="field"
      ><span>State</span
      ><select name="state">
        <option value="">any</option>
        ${states}
      </select></label
    >
    <button>Find</button>
  </form>`;
}

/** The page. */
export function peoplePage(state: ServerState, tenant: TenantState, view: PeopleView): Answer {
  const { key, vendor } = tenant;
  const { filter, result } = view;
  const all = everybody(state, tenant);
  const shown = all.filter((user) => isWanted(filter, user));
  const query = filterQuery(filter);
  const count = shown.length === all.length ? `${all.length}` : `${shown.length} of ${all.length}`;
  const body = html`<h1>
      People of ${vendor.title} <span class="soft">${tenant.tenant.name}</span>
    </h1>
    ${noticeOf(result)} ${hireForm(tenant, result?.kind === 'refused' ? result.form : undefined)}
    <section class="card" aria-label="People">
      ${search(tenant, filter)}
      <p class="soft">
        ${count} people.
        <a href="#save">Save what you did as a story</a
        >${query === '' ? undefined : html` · <a href="${tenantPath(key)}">All of them</a>`}
      </p>
      <ul class="plain users">
        ${shown.map((user) => item(tenant, user, query))}
      </ul>
    </section>
    ${savePanel(state, tenant)}`;
  return framed({
    status: result?.kind === 'refused' ? statusOf(result) : 200,
    title: `People of ${key}`,
    body,
    width: 'wide',
    vendor: vendor.title,
    styles: [STYLE],
    scripts: [SCRIPT],
  });
}

/** What was typed is wrong, or what is asked cannot be in this state. */
export function statusOf({ error }: Extract<Result, { kind: 'refused' }>): number {
  return error.code === 'value-invalid' ? 400 : 409;
}
