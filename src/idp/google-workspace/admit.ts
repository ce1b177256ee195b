/** Floor 3: whom Google lets through (fidelity 3.5). */
import type { User } from '../../directory/user.js';
import { admitUser, type ClosedStates } from '../admission.js';
import type { Objection } from '../idp.js';
import type { Application } from '../tenant.js';

const CLOSED: ClosedStates = {
  suspended: 'user-suspended',
  'password-expired': 'password-expired',
  disabled: 'user-deactivated',
  'soft-deleted': 'user-deleted',
};

/** Being assigned is to belong to an organizational unit or group that the application is on for. */
export function admitGoogleUser(
  user: User | undefined,
  application: Application,
): Objection | undefined {
  return admitUser(user, application, CLOSED);
}
