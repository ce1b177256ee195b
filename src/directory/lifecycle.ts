/** Floor 1: the table of lifecycles: which states a vendor's users have and which changes lead where. */
import type { Random } from '../base/random.js';
import type { UserState } from './user.js';

/** Changes of state. The other changes (`update`, `join`, ...) leave the state alone. */
export type TransitionVerb =
  | 'activate'
  | 'suspend'
  | 'unsuspend'
  | 'lock'
  | 'unlock'
  | 'expire-password'
  | 'reset-password'
  | 'deactivate'
  | 'reactivate'
  | 'delete'
  | 'restore'
  | 'rehire';

export type LifecycleName = 'okta' | 'entra' | 'google-workspace' | 'onelogin' | 'generic';

/** One vendor's rules. */
export interface Lifecycle {
  readonly name: LifecycleName;
  readonly initial: UserState;
  readonly states: readonly UserState[];
  /**
   * `transitions[state][verb]` is the next state; an absent verb is impossible.
   * `restore` leads back to the state before the deletion; its entry counts when there was none.
   */
  readonly transitions: Readonly<
    Partial<Record<UserState, Readonly<Partial<Record<TransitionVerb, UserState>>>>>
  >;
  /** States that drop the application assignments when entered and take no new ones (Okta deprovisioned). */
  readonly unassigns: readonly UserState[];
  /** What the vendor does by itself before `delete` (Okta: the first DELETE deactivates, the second removes). */
  readonly beforeDelete?: 'deactivate';
  /** How long after the deletion `restore` is possible, in milliseconds; absent = without limit. */
  readonly restoreWithin?: number;
  /** The shapes of the vendor's immutable ids. */
  readonly ids: {
    user(random: Random): string;
    group(random: Random): string;
  };
}

/** States of a record that no longer counts: its login name is free and nothing but its return can happen to it. */
export const GONE_STATES: readonly UserState[] = ['soft-deleted', 'deleted'];
