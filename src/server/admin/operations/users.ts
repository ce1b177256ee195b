/** Floor 5: the operations on users: who is there, who is hired, what is new in a record. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import type { NewUser } from '../../../directory/change.js';
import type { User, UserState } from '../../../directory/user.js';
import type { UserSeed } from '../../../scenario/scenario.js';
import { change, namedUser } from '../../../scenario/schema/user.js';
import { changeDirectory } from '../../state/change-directory.js';
import type { TenantState } from '../../state/tenant-state.js';
import { currentUsers, findTenant, findUser } from '../find-tenant.js';
import { operation, type Operation } from '../operation.js';
import { person, tenant, tenantQuery } from '../schema/parameter.js';
import { recordedUser, userRecord, userRecordOf } from '../schema/user-record.js';

const group = 'Users';

const filters = z.strictObject({
  tenant,
  state: z
    .string()
    .meta({ description: 'Only users in this state.', examples: ['suspended'] })
    .exactOptional(),
  group: z
    .string()
    .meta({ description: 'Only members of this group.', examples: ['Engineering'] })
    .exactOptional(),
  q: z
    .string()
    .meta({ description: 'Only users whose names or address contain this.', examples: ['ad'] })
    .exactOptional(),
});

const userList = z
  .strictObject({ users: z.array(userRecord) })
  .meta({ id: 'user-list', description: 'Users, in the order in which they were hired.' });

const userHistory = z
  .strictObject({
    versions: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        verb: z.string().meta({ description: 'The change that made this version.' }),
        user: recordedUser,
      }),
    ),
  })
  .meta({ id: 'user-history', description: 'Every version of every record, oldest first.' });

function contains(user: User, q: string): boolean {
  const { handle, userName, email, displayName, firstName, lastName } = user;
  const texts = [handle, userName, email, displayName, firstName, lastName];
  return texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function checkState({ vendor }: TenantState, state: string | undefined): void {
  const { states } = vendor.lifecycle;
  if (state === undefined || states.some((each) => each === state)) return;
  const fix = `Use one of: ${states.join(', ')}.`;
  const path = ['query', 'state'];
  throw new UserError('value-invalid', `${vendor.title} has no state "${state}".`, { fix, path });
}

function newUser(
  { apps }: TenantState,
  { assigned = true, state, ...rest }: UserSeed & { readonly handle: string },
): NewUser {
  return {
    ...rest,
    assignments: assigned ? [...apps.keys()] : [],
    // The directory refuses a state that its lifecycle does not have.
    ...(state === undefined ? {} : { state: state as UserState }),
  };
}

/** The rows of the table. */
export const USER_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'listUsers',
    method: 'GET',
    address: '/users',
    group,
    summary: 'Lists users; deleted ones, too.',
    query: filters,
    gives: userList,
    refuses: [404],
    run({ state, query }) {
      const home = findTenant(state, query.tenant);
      checkState(home, query.state);
      const { state: wanted, group: within, q = '' } = query;
      const users = currentUsers(home)
        .filter((user) => wanted === undefined || user.state === wanted)
        .filter((user) => within === undefined || user.groups.includes(within))
        .filter((user) => contains(user, q));
      return { users: users.map((user) => userRecordOf(home, user)) };
    },
  }),
  operation({
    id: 'createUser',
    method: 'POST',
    address: '/users',
    group,
    summary: 'Hires somebody.',
    detail:
      'What is missing is derived from the e-mail address. The user is assigned to every application of the tenant, unless `assigned` is false.',
    query: tenantQuery,
    body: namedUser,
    gives: userRecord,
    status: 201,
    refuses: [404, 409],
    run({ state, query, body }) {
      const home = findTenant(state, query.tenant);
      const user = newUser(home, body);
      return userRecordOf(home, changeDirectory(state, home, { verb: 'hire', user }));
    },
  }),
  operation({
    id: 'getUser',
    method: 'GET',
    address: '/users/{user}',
    group,
    summary: 'Shows a user.',
    path: { user: person },
    query: tenantQuery,
    gives: userRecord,
    refuses: [404],
    run({ state, path, query }) {
      const home = findTenant(state, query.tenant);
      return userRecordOf(home, findUser(home, path.user));
    },
  }),
  operation({
    id: 'updateUser',
    method: 'PATCH',
    address: '/users/{user}',
    group,
    summary: 'Changes a record: names, address, login name, roles, attributes.',
    detail:
      'Exactly what is named changes: a new address leaves the login name alone. Attributes are merged by name; an empty list removes one.',
    path: { user: person },
    query: tenantQuery,
    body: change,
    gives: userRecord,
    refuses: [404, 409],
    run({ state, path, query, body }) {
      const home = findTenant(state, query.tenant);
      const { handle } = findUser(home, path.user);
      return userRecordOf(
        home,
        changeDirectory(state, home, { verb: 'update', handle, set: body }),
      );
    },
  }),
  operation({
    id: 'getUserHistory',
    method: 'GET',
    address: '/users/{user}/history',
    group,
    summary: 'Shows what happened to a user.',
    path: { user: person },
    query: tenantQuery,
    gives: userHistory,
    refuses: [404],
    run({ state, path, query }) {
      const home = findTenant(state, query.tenant);
      const { handle } = findUser(home, path.user);
      const versions = home.directory.history(handle).map(({ at, verb, user }) => ({
        at: new Date(at).toISOString(),
        verb,
        user: { tenant: home.key, ...user },
      }));
      return { versions };
    },
  }),
];
