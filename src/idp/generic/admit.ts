/** Floor 3: whom the generic IdP lets through: active people who are assigned. */
import type { User } from '../../directory/user.js';
import { admitUser, type ClosedStates } from '../admission.js';
import type { Objection } from '../idp.js';
import type { Application } from '../tenant.js';

const CLOSED: ClosedStates = {
  staged: 'user-staged',
  suspended: 'user-suspended',
  'locked-out': 'user-locked',
  'password-expired': 'password-expired',
  disabled: 'user-deactivated',
  deleted: 'user-deleted',
};

/** Judges the user. */
export function admitGenericUser(
  user: User | undefined,
  application: Application,
): Objection | undefined {
  return admitUser(user, application, CLOSED);
}
