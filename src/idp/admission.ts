/** Floor 3: the order in which every vendor judges a person: known, then the state, then the assignment. */
import type { IdpReason } from '../base/reasons.js';
import type { User, UserState } from '../directory/user.js';
import type { Objection } from './idp.js';
import type { Application } from './tenant.js';

/** States that keep a person out, each with its reason. A state that is not listed lets in. */
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
  const reason = closed[user.state];
  if (reason !== undefined) return { reason, detail: user.userName };
  if (!user.assignments.includes(application.name)) {
    return { reason: 'not-assigned', detail: user.userName };
  }
  return undefined;
}
