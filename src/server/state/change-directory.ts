/** Floor 5: the one door to a directory: what is changed is logged, and recorded for the story that people save. */
import type { User } from '../../directory/user.js';
import { UserError } from '../../base/errors.js';
import { stepOf, subjectOf, type Deed } from './deed.js';
import { recordStep } from './record-step.js';
import type { ServerState } from './server-state.js';
import type { TenantState } from './tenant-state.js';

/**
 * Changes a tenant's directory, now.
 *
 * @returns the user as the change left the record
 * @throws UserError `transition-impossible`, `user-unknown`, `user-exists`, `group-unknown`, `value-invalid`
 */
export function changeDirectory(state: ServerState, tenant: TenantState, deed: Deed): User {
  const at = state.clock.now();
  const handle = subjectOf(deed);
  tenant.directory.record({ at, ...deed });
  const user = tenant.directory.at(at).user(handle);
  if (user === undefined) throw new UserError('user-unknown', `There is no user "${handle}".`);
  const about = 'application' in deed ? { app: deed.application } : {};
  recordStep(state, { tenant: tenant.key, step: stepOf(deed), ...about });
  state.log.add({
    kind: 'directory',
    tenant: tenant.key,
    user: handle,
    summary: `${deed.verb} ${user.displayName}: now ${user.state}`,
    facts: { verb: deed.verb },
  });
  return user;
}
