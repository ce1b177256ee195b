/** Floor 1: the table of lifecycles: which states a vendor's users have and which changes lead where. */
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

export type LifecycleName = 'okta' | 'entra' | 'generic';

/** One vendor's rules. */
export interface Lifecycle {
  readonly name: LifecycleName;
  readonly initial: UserState;
  readonly states: readonly UserState[];
  /** `transitions[state][verb]` is the next state; an absent verb is impossible. */
  readonly transitions: Readonly<
    Partial<Record<UserState, Readonly<Partial<Record<TransitionVerb, UserState>>>>>
  >;
  /** States that drop the application assignments when entered (Okta deprovisioned). */
  readonly unassigns: readonly UserState[];
}
