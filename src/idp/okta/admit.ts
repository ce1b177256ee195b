/** Floor 3: whom Okta lets through (fidelity 3.4). */
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
  deprovisioned: 'user-deactivated',
  deleted: 'user-deleted',
};

/** A suspended user keeps the assignments and still does not get in. */
export function admitOktaUser(
  user: User | undefined,
  application: Application,
): Objection | undefined {
  return admitUser(user, application, CLOSED);
}
