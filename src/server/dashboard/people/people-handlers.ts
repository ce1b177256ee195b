/** Floor 5: the pages of people, and what their forms do. */
import { UserError } from '../../../base/errors.js';
import type { User } from '../../../directory/user.js';
import { seeOther, type Answer } from '../../http/answer.js';
import { parameterOf, type HttpRequest } from '../../http/request.js';
import type { Handler } from '../../http/route.js';
import { stateWord } from '../../pages/state-chips.js';
import { changeDirectory } from '../../state/change-directory.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { tenantPath, userPath } from '../addresses.js';
import { everybody, notThere, tenantOf, userOf } from '../lookup.js';
import type { Result } from './notice.js';
import { filterQuery, peopleFilter } from './people-filter.js';
import { peoplePage } from './people-page.js';
import { deedOf, hireOf } from './read-form.js';
import { userPage } from './user-page.js';

/** What was done before the browser was sent here: said by the record as it is now, never by the address. */
function doneTo(user: User | undefined): Result | undefined {
  if (user === undefined) return undefined;
  const { displayName, handle, state } = user;
  const name = displayName === '' ? handle : displayName;
  return { kind: 'done', text: `Done: ${name} is ${stateWord(state)}.` };
}

function withResult(result: Result | undefined): { readonly result?: Result } {
  return result === undefined ? {} : { result };
}

/** GET: everybody of a tenant. */
export const showPeople: Handler = (state, http, parts) => {
  const tenant = tenantOf(state, parts);
  if (tenant === undefined) return notThere('tenant');
  const done = userOf(state, tenant, parameterOf(http, 'done') ?? '');
  const filter = peopleFilter(http.query);
  return peoplePage(state, tenant, { filter, ...withResult(doneTo(done)) });
};

/** GET: one person. */
export const showUser: Handler = (state, http, parts) => {
  const tenant = tenantOf(state, parts);
  const user = tenant && userOf(state, tenant, parts['handle'] ?? '');
  if (tenant === undefined || user === undefined) return notThere('person');
  const done = parameterOf(http, 'done') === undefined ? undefined : doneTo(user);
  return userPage(state, tenant, user, done);
};

/** Runs a form; the user's mistake is shown with what was typed. */
function attempt(
  form: URLSearchParams,
  act: () => Answer,
  refused: (result: Result) => Answer,
): Answer {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refused({ kind: 'refused', error, form });
  }
}

/** POST: a new person. */
export const hireUser: Handler = (state, http, parts) => {
  const tenant = tenantOf(state, parts);
  if (tenant === undefined) return notThere('tenant');
  const form = new URLSearchParams(http.body);
  const act = (): Answer => {
    const taken = new Set(everybody(state, tenant).map(({ handle }) => handle));
    const { handle } = changeDirectory(state, tenant, hireOf(form, tenant, taken));
    return seeOther(`${userPath(tenant.key, handle)}?done=1`);
  };
  return attempt(form, act, (result) =>
    peoplePage(state, tenant, { filter: peopleFilter(''), result }),
  );
};

/** Back to where the button was: the list as it was filtered, or the person's page. */
function backTo(form: URLSearchParams, { key }: TenantState, handle: string): Answer {
  if (form.get('from') !== 'list') return seeOther(`${userPath(key, handle)}?done=1`);
  const fields = new URLSearchParams(filterQuery(peopleFilter(form.get('view') ?? '')));
  fields.set('done', handle);
  return seeOther(`${tenantPath(key)}?${fields.toString()}#u-${encodeURIComponent(handle)}`);
}

function change(
  state: ServerState,
  { tenant, user }: { readonly tenant: TenantState; readonly user: User },
  http: HttpRequest,
): Answer {
  const form = new URLSearchParams(http.body);
  const act = (): Answer => {
    const deed = deedOf(form, user, tenant);
    if (deed !== undefined) changeDirectory(state, tenant, deed);
    return backTo(form, tenant, user.handle);
  };
  return attempt(form, act, (result) =>
    form.get('from') === 'list'
      ? peoplePage(state, tenant, { filter: peopleFilter(form.get('view') ?? ''), result })
      : userPage(state, tenant, user, result),
  );
}

/** POST: something is done to a person. */
export const changeUser: Handler = (state, http, parts) => {
  const tenant = tenantOf(state, parts);
  const user = tenant && userOf(state, tenant, parts['handle'] ?? '');
  if (tenant === undefined || user === undefined) return notThere('person');
  return change(state, { tenant, user }, http);
};
