/** Floor 3: whom OneLogin lets through (fidelity 3.6). */
import type { User } from '../../directory/user.js';
import { admitUser, type ClosedStates } from '../admission.js';
import type { Objection } from '../idp.js';
import type { Application } from '../tenant.js';

const CLOSED: ClosedStates = {
  staged: 'user-staged',
  provisioned: 'user-staged',
  suspended: 'user-suspended',
  'locked-out': 'user-locked',
  'password-expired': 'password-expired',
  disabled: 'user-deactivated',
  deleted: 'user-deleted',
};

/** Only status 1 signs in; being assigned is to have a role that holds the application. */
export function admitOneloginUser(
  user: User | undefined,
  application: Application,
): Objection | undefined {
  return admitUser(user, application, CLOSED);
}
