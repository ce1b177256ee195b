/** Floor 5: the operation that lists groups. */
import { z } from 'zod';
import { currentUsers, findTenant } from '../find-tenant.js';
import { operation, type Operation } from '../operation.js';
import { tenantQuery } from '../schema/parameter.js';

const groupList = z
  .strictObject({
    groups: z.array(
      z.strictObject({
        name: z.string(),
        id: z.string().meta({ description: 'Okta 00g…, Entra object id.' }),
        members: z.array(z.string()).meta({ description: 'Handles.' }),
      }),
    ),
  })
  .meta({ id: 'group-list', description: 'Groups that somebody is in.' });

/** The row of the table. */
export const GROUP_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'listGroups',
    method: 'GET',
    address: '/groups',
    group: 'Users',
    summary: 'Lists groups with their members.',
    query: tenantQuery,
    gives: groupList,
    refuses: [404],
    run({ state, query }) {
      const home = findTenant(state, query.tenant);
      const now = home.directory.at(state.clock.now());
      const users = currentUsers(home);
      const names = [...new Set(users.flatMap(({ groups }) => groups))];
      const groups = names.map((name) => ({
        name,
        id: now.group(name)?.id ?? '',
        members: users.filter((user) => user.groups.includes(name)).map(({ handle }) => handle),
      }));
      return { groups };
    },
  }),
];
