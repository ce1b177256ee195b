/** Floor 1: what can happen to a directory. Every change is recorded with its instant. */
import type { TransitionVerb } from './lifecycle.js';
import type { Group, UserProfile, UserState } from './user.js';

/** How a user enters the directory. Missing profile parts are derived from the e-mail. */
export interface NewUser extends Partial<UserProfile> {
  readonly handle: string;
  readonly email: string;
  readonly state?: UserState;
  readonly groups?: readonly string[];
  readonly assignments?: readonly string[];
  readonly guestOf?: string;
}

/** One recorded change; `at` is milliseconds since the epoch. */
export type Change = { readonly at: number } & (
  | { readonly verb: 'hire'; readonly user: NewUser }
  | { readonly verb: 'update'; readonly handle: string; readonly set: Partial<UserProfile> }
  | { readonly verb: 'join' | 'leave'; readonly handle: string; readonly groups: readonly string[] }
  | { readonly verb: 'assign' | 'unassign'; readonly handle: string; readonly application: string }
  | {
      readonly verb: TransitionVerb;
      readonly handle: string;
      /** Only with `rehire`: what is different in the new record. */
      readonly set?: Partial<UserProfile>;
    }
  | { readonly verb: 'add-group'; readonly group: { readonly name: string; readonly id?: string } }
);

export type { Group };
