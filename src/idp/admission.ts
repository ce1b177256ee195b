/** Floor 3: the order in which every vendor judges a person: known, then the state, then the assignment. */
import type { IdpReason } from '../base/reasons.js';
import type { User, UserState } from '../directory/user.js';
import type { Objection } from './idp.js';
import type { Application } from './tenant.js';

/** States that keep a person out, each with its reason. Only `active` lets in, listed or not. */
export type ClosedStates = Readonly<Partial<Record<UserState, IdpReason>>>;

/**
 * Judges a user.
 *
 * @param user - `undefined` when the directory has no such user
 * @param application - where the user wants to go
 * @param closed - the vendor's states that keep people out
 * @returns why not, or `undefined` when the user is welcome
 */
export function admitUser(
  user: User | undefined,
  application: Application,
  closed: ClosedStates,
): Objection | undefined {
  if (user === undefined) return { reason: 'unknown-user' };
  if (user.state !== 'active') {
    return { reason: closed[user.state] ?? 'user-deactivated', detail: user.userName };
  }
  if (!user.assignments.includes(application.name)) {
    return { reason: 'not-assigned', detail: user.userName };
  }
  return undefined;
}
