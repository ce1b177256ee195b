/** Floor 9: a person of the mock IdP's directory: what an administrator sees, and what an administrator does. */
import type { UserProfile, UserState } from '../directory/user.js';
import type { UserVersion } from '../directory/user-history.js';
import type { PersonChange } from './person-seed.js';

/**
 * A person. Every change counts at once and gives the person back, so that changes can be chained; whoever must
 * be told of it (an app with `deprovision`) is told before the next login, or when `idp.settled()` is awaited.
 *
 * @example
 * const { ada } = idp.users;
 * ada.update({ lastName: 'King' }).join('Staff');
 * ada.lastName; // 'King'
 */
export interface MockUser {
  readonly handle: string;
  /** The vendor's immutable id; another one after a rehire. */
  readonly id: string;
  readonly email: string;
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly attributes: UserProfile['attributes'];
  readonly groups: readonly string[];
  readonly state: UserState;
  /** Whether the application is assigned to the person. */
  readonly assigned: boolean;
  /** Every version of every record, oldest first. */
  readonly history: readonly UserVersion[];
  /** Changes exactly what it names. @throws UserError `value-invalid`, `key-unknown`, `user-exists` */
  update(change: PersonChange): MockUser;
  /** The same as `update`, for names and addresses. */
  rename(change: PersonChange): MockUser;
  /** Ends the employment: Okta deprovisions and unassigns, Entra disables. */
  deactivate(): MockUser;
  reactivate(): MockUser;
  /** Lets a staged or deprovisioned person in. */
  activate(): MockUser;
  suspend(): MockUser;
  unsuspend(): MockUser;
  lock(): MockUser;
  unlock(): MockUser;
  expirePassword(): MockUser;
  resetPassword(): MockUser;
  /** Assigns the application. */
  assign(): MockUser;
  unassign(): MockUser;
  join(...groups: readonly string[]): MockUser;
  leave(...groups: readonly string[]): MockUser;
  delete(): MockUser;
  /** Takes a deletion back, where the vendor can. */
  restore(): MockUser;
  /** A new record of somebody who was deleted: same address, new immutable id. */
  rehire(change?: PersonChange): MockUser;
}
