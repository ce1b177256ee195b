/** Floor 1: the directory as a change finds it, and what a change may do to it. */
import type { Random } from '../base/random.js';
import type { Change } from './change.js';
import type { Lifecycle } from './lifecycle.js';
import { impossible, nameTaken, unknownUser } from './refusal.js';
import { isGone } from './transition.js';
import type { UserHistory } from './user-history.js';
import { currentVersion } from './user-history.js';
import type { Group, User } from './user.js';

/** What a change may ask about the directory as it is now. */
export interface Present {
  readonly lifecycle: Lifecycle;
  readonly random: Random;
  readonly histories: ReadonlyMap<string, UserHistory>;
  group(name: string): Group | undefined;
  /** The handle of the record, not gone, that has this login name. */
  holder(userName: string): string | undefined;
}

/** One thing that happens to one user: the next version of the current record, or the first of a new one. */
export interface Effect {
  readonly change: Change;
  readonly user?: User;
  readonly newRecord?: true;
}

/** What happened to a handle so far. @throws UserError `user-unknown` */
export function historyOf(present: Present, handle: string): UserHistory {
  const history = present.histories.get(handle);
  if (history === undefined) throw unknownUser(handle, [...present.histories.keys()]);
  return history;
}

/** The user, who must be there for changes other than those of state. */
export function livingUser(present: Present, handle: string, verb: string): User {
  const { user } = currentVersion(historyOf(present, handle));
  if (isGone(user)) throw impossible(present.lifecycle, user, verb);
  return user;
}

/** Refuses a login name that another record has. @throws UserError `user-exists` */
export function checkName(present: Present, user: User): void {
  const holder = present.holder(user.userName);
  if (holder !== undefined && holder !== user.handle) throw nameTaken(user.userName, holder);
}

/** An id that depends on the handle and the count of its records, never on the order of hiring. */
export function newId(present: Present, handle: string, record: number): string {
  return present.lifecycle.ids.user(present.random.fork(`user/${handle}/${record}`));
}
