/** Floor 5: people as rows that sign in when they are pressed. */
import { html, type Markup } from '../../../base/html.js';
import type { User } from '../../../directory/user.js';
import { chip, stateChips } from '../state-chips.js';
import { findableOf, initialsOf } from './find-people.js';

/** What the rows are about. */
export interface PeopleList {
  readonly users: readonly User[];
  /** The name of the application: who is not assigned is marked. */
  readonly application: string;
  /** The handle that `login_hint` names. */
  readonly hinted?: string;
  /** The path of the login, before `/inspect`. */
  readonly path: string;
  /** There are others. */
  readonly partial: boolean;
}

/** More rows than anybody reads; who is not among them is found by typing. */
export const MOST_ROWS = 200;

function row(user: User, { application, hinted, path }: PeopleList): Markup {
  const { handle, displayName, email, groups } = user;
  const { name, more } = findableOf(user);
  const focus = handle === hinted ? html` autofocus` : undefined;
  const hint = handle === hinted ? chip('login_hint', 'info') : undefined;
  const inspect = `${path}/inspect?user=${encodeURIComponent(handle)}`;
  return html`<li data-name="${name}" data-more="${more}" data-person="${displayName}">
    <button class="person" name="user" value="${handle}" ${focus}>
      <span class="avatar" aria-hidden="true">${initialsOf(displayName)}</span>
      <span class="who">
        <strong><span class="hidden">Sign in as </span>${displayName}</strong>
        <span>${email}</span>
        ${groups.length === 0 ? undefined : html`<span>${groups.join(' · ')}</span>`}
      </span>
      <span class="states">${hint}${stateChips(user, application)}</span>
    </button>
    <a class="button quiet small" href="${inspect}"
      >Inspect<span class="hidden"> what ${displayName} would send</span></a
    >
  </li>`;
}

/** The rows; `data-partial` on the list says that they are not all. */
export function peopleList(list: PeopleList): Markup {
  const shown = list.users.slice(0, MOST_ROWS).map((user) => row(user, list));
  const partial = list.partial ? html` data-partial` : undefined;
  return html`<ul class="people plain" id="people" ${partial}>
    ${shown}
  </ul>`;
}
