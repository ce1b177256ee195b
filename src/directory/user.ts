/** Floor 1: a person as the IdP's directory holds them at one instant. */

/** Life-cycle states, in the vendors' words. Which of them exist depends on the lifecycle. */
export type UserState =
  | 'staged'
  | 'provisioned'
  | 'active'
  | 'suspended'
  | 'locked-out'
  | 'password-expired'
  | 'deprovisioned'
  | 'disabled'
  | 'soft-deleted'
  | 'deleted';

/** What a person's record says; everything that `update` may change. */
export interface UserProfile {
  /** Login name (Okta `user.login`, Entra user principal name). */
  readonly userName: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  /** Roles in the application (Okta `appuser.roles`, Entra app roles). */
  readonly roles: readonly string[];
  /** Further attributes by name, each with its values. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** One record of the directory. `id` never changes; a rehired person has a new record. */
export interface User extends UserProfile {
  readonly handle: string;
  /** The vendor's immutable id: Okta `00u…`, Entra object id. */
  readonly id: string;
  readonly state: UserState;
  /** Names of the groups the user belongs to, sorted by when the user joined. */
  readonly groups: readonly string[];
  /** Names of the applications the user is assigned to. */
  readonly assignments: readonly string[];
  /** A guest of another organisation (Entra B2B): where the account lives. */
  readonly guestOf?: string;
}

/** A group: Okta sends its name, Entra its id. */
export interface Group {
  readonly name: string;
  readonly id: string;
}
