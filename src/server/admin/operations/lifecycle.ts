/** Floor 5: the operations that change a user's state, groups or assignments. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import type { TransitionVerb } from '../../../directory/lifecycle.js';
import type { UserProfile } from '../../../directory/user.js';
import { change } from '../../../scenario/schema/user.js';
import { name, texts } from '../../../scenario/schema/value.js';
import { changeDirectory } from '../../state/change-directory.js';
import type { Deed } from '../../state/deed.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { TransitionRefused } from '../api-error.js';
import { findApplication, findTenant, findUser } from '../find-tenant.js';
import { LIFECYCLE_VERBS } from '../lifecycle-verbs.js';
import { operation, type Operation } from '../operation.js';
import { person, tenantQuery, verb } from '../schema/parameter.js';
import { possibleVerbs, userRecord, userRecordOf, type UserRecord } from '../schema/user-record.js';

const group = 'Lifecycle';

const groups = z
  .strictObject({
    groups: texts.meta({ description: 'Names of groups.', examples: [['Notaries']] }),
  })
  .meta({ id: 'named-groups' });

const application = z
  .strictObject({
    application: name.meta({ description: "The application's name.", examples: ['your-app'] }),
  })
  .meta({ id: 'named-application' });

const again = z
  .strictObject({ set: change.exactOptional() })
  .meta({ id: 'rehiring', description: 'Only with rehire: what is different in the new record.' });

/** Changes the directory. A change that the state does not allow is answered with the verbs that it does. */
function changed(state: ServerState, home: TenantState, user: string, deed: Deed): UserRecord {
  try {
    return userRecordOf(home, changeDirectory(state, home, deed));
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'transition-impossible') throw error;
    const { message, fix } = error;
    const possible = possibleVerbs(home, findUser(home, user));
    const advice = fix === undefined ? {} : { fix };
    throw new TransitionRefused(message, { ...advice, possible, cause: error });
  }
}

function deedOf(said: TransitionVerb, handle: string, set: Partial<UserProfile> | undefined): Deed {
  if (set === undefined) return { verb: said, handle };
  if (said === 'rehire') return { verb: said, handle, set };
  throw new UserError('key-unknown', `"${said}" changes nothing of the profile.`, {
    path: ['body', 'set'],
    fix: 'Change the profile by itself: PATCH /__standin/api/users/{user}.',
  });
}

const DOES = Object.entries(LIFECYCLE_VERBS)
  .map(([each, does]) => `\`${each}\`: ${does}`)
  .join('; ');

function membership(said: 'join' | 'leave', summary: string): Operation {
  return operation({
    id: `${said}Groups`,
    method: 'POST',
    address: `/users/{user}/${said}`,
    group,
    summary,
    path: { user: person },
    query: tenantQuery,
    body: groups,
    gives: userRecord,
    refuses: [404, 409],
    run({ state, path, query, body }) {
      const home = findTenant(state, query.tenant);
      const { handle } = findUser(home, path.user);
      return changed(state, home, handle, { verb: said, handle, groups: body.groups });
    },
  });
}

function assignment(said: 'assign' | 'unassign', summary: string): Operation {
  return operation({
    id: `${said}Application`,
    method: 'POST',
    address: `/users/{user}/${said}`,
    group,
    summary,
    path: { user: person },
    query: tenantQuery,
    body: application,
    gives: userRecord,
    refuses: [404, 409],
    run({ state, path, query, body }) {
      const home = findTenant(state, query.tenant);
      const { handle } = findUser(home, path.user);
      const app = findApplication(home, body.application).application.name;
      return changed(state, home, handle, { verb: said, handle, application: app });
    },
  });
}

/** The rows of the table. The named ones stand before the one that takes every verb. */
export const LIFECYCLE_OPERATIONS: readonly Operation[] = [
  membership('join', 'Puts a user into groups; groups that are not there are made.'),
  membership('leave', 'Takes a user out of groups.'),
  assignment('assign', 'Assigns an application to a user.'),
  assignment('unassign', 'Takes an application away from a user.'),
  operation({
    id: 'changeState',
    method: 'POST',
    address: '/users/{user}/{verb}',
    group,
    summary: 'Changes the state of a user, as an administrator of the vendor does.',
    detail: `What a state does not allow is refused with 409; \`error.possible\` has the verbs that it does. ${DOES}.`,
    path: { user: person, verb },
    query: tenantQuery,
    body: again,
    optionalBody: true,
    gives: userRecord,
    refuses: [404, 409],
    run({ state, path, query, body }) {
      const home = findTenant(state, query.tenant);
      const { handle } = findUser(home, path.user);
      const deed = deedOf(path.verb as TransitionVerb, handle, body.set);
      return changed(state, home, handle, deed);
    },
  }),
  operation({
    id: 'deleteUser',
    method: 'DELETE',
    address: '/users/{user}',
    group,
    summary: 'Deletes a user, as the verb delete does.',
    path: { user: person },
    query: tenantQuery,
    gives: userRecord,
    refuses: [404, 409],
    run({ state, path, query }) {
      const home = findTenant(state, query.tenant);
      const { handle } = findUser(home, path.user);
      return changed(state, home, handle, { verb: 'delete', handle });
    },
  }),
];
