/** Floor 3: whom Entra lets through (fidelity 3.4). */
import type { User } from '../../directory/user.js';
import { admitUser, type ClosedStates } from '../admission.js';
import type { Objection } from '../idp.js';
import type { Application } from '../tenant.js';

const CLOSED: ClosedStates = {
  disabled: 'user-deactivated',
  'locked-out': 'user-locked',
  'password-expired': 'password-expired',
  'soft-deleted': 'user-deleted',
  deleted: 'user-deleted',
};

/** Entra keeps the assignments of a disabled user; the account itself is what is closed. */
export function admitEntraUser(
  user: User | undefined,
  application: Application,
): Objection | undefined {
  return admitUser(user, application, CLOSED);
}
