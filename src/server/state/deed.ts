/** Floor 5: what somebody does to a directory, before it has an instant. */
import type { NewUser } from '../../directory/change.js';
import type { TransitionVerb } from '../../directory/lifecycle.js';
import type { UserProfile } from '../../directory/user.js';

/** One change that a page, a test or a program asks for. */
export type Deed =
  | { readonly verb: 'hire'; readonly user: NewUser }
  | { readonly verb: 'update'; readonly handle: string; readonly set: Partial<UserProfile> }
  | {
      readonly verb: 'join' | 'leave';
      readonly handle: string;
      readonly groups: readonly string[];
    }
  | { readonly verb: 'assign' | 'unassign'; readonly handle: string; readonly application: string }
  | {
      readonly verb: TransitionVerb;
      readonly handle: string;
      /** Only with `rehire`. */
      readonly set?: Partial<UserProfile>;
    };

/** The handle of whom it is about. */
export function subjectOf(deed: Deed): string {
  return deed.verb === 'hire' ? deed.user.handle : deed.handle;
}

/** The deed as a scenario file writes it; the application is the story's only one. */
export function stepOf(deed: Deed): Readonly<Record<string, unknown>> {
  if (deed.verb === 'hire') {
    const { handle, assignments = [], ...profile } = deed.user;
    return {
      hire: handle,
      user: { ...profile, ...(assignments.length > 0 ? {} : { assigned: false }) },
    };
  }
  const head = { [deed.verb]: deed.handle };
  if ('groups' in deed) return { ...head, groups: deed.groups };
  if ('set' in deed) return { ...head, set: deed.set };
  return head;
}
