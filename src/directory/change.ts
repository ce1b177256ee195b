/** Floor 1: what can happen to a directory. Every change is recorded with its instant. */
import type { TransitionVerb } from './lifecycle.js';
import type { UserProfile, UserState } from './user.js';

/**
 * How a user enters the directory. What is missing is derived from the e-mail: the login name is the
 * e-mail, `ada.byron@acme.example` is Ada Byron, `ada@acme.example` is Ada Acme (vendors demand both
 * names), the display name is first and last name. Later changes touch only what they name.
 */
export interface NewUser extends Partial<UserProfile> {
  readonly handle: string;
  readonly email: string;
  readonly state?: UserState;
  readonly groups?: readonly string[];
  readonly assignments?: readonly string[];
  readonly guestOf?: string;
}

interface ChangeBase {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A new user. Creates the groups that do not exist yet. */
export interface HireChange extends ChangeBase {
  readonly verb: 'hire';
  readonly user: NewUser;
}

/**
 * Changes exactly the fields it names: a new e-mail leaves the login name alone, a new last name the
 * display name. Attributes are merged by name; an empty list removes one.
 */
export interface UpdateChange extends ChangeBase {
  readonly verb: 'update';
  readonly handle: string;
  readonly set: Partial<UserProfile>;
}

/** `join` creates missing groups and may repeat what is so; `leave` may only name groups the user is in. */
export interface MembershipChange extends ChangeBase {
  readonly verb: 'join' | 'leave';
  readonly handle: string;
  readonly groups: readonly string[];
}

/** `assign` may repeat what is so; `unassign` may not. */
export interface AssignmentChange extends ChangeBase {
  readonly verb: 'assign' | 'unassign';
  readonly handle: string;
  readonly application: string;
}

/**
 * A change of state. `rehire` makes a new record with a new immutable id, set up as the old one was when
 * it was last in use (profile, groups, assignments), but for what `set` names.
 */
export interface TransitionChange extends ChangeBase {
  readonly verb: TransitionVerb;
  readonly handle: string;
  /** Only with `rehire`: what is different in the new record. */
  readonly set?: Partial<UserProfile>;
}

/** A group with an id of its own; without one the vendor's shape is drawn. */
export interface GroupChange extends ChangeBase {
  readonly verb: 'add-group';
  readonly group: { readonly name: string; readonly id?: string };
}

/** One recorded change. */
export type Change =
  HireChange | UpdateChange | MembershipChange | AssignmentChange | TransitionChange | GroupChange;
