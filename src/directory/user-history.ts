/** Floor 1: what happened to one handle: its records, and of each record every version. */
import type { Change } from './change.js';
import type { User } from './user.js';

/** A record as it was from an instant on. */
export interface UserVersion {
  /** Index of the change that made it. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly verb: Change['verb'];
  readonly user: User;
}

/** All versions of one immutable id, oldest first; never empty. */
export type UserRecord = [UserVersion, ...UserVersion[]];

/** The records of a handle, oldest first; never empty. A rehire appends one. */
export type UserHistory = [UserRecord, ...UserRecord[]];

/** The newest record. */
export function currentRecord(history: UserHistory): UserRecord {
  return history.at(-1) ?? history[0];
}

/** The newest version. */
export function currentVersion(history: UserHistory): UserVersion {
  const record = currentRecord(history);
  return record.at(-1) ?? record[0];
}

/**
 * How many items at the beginning of a sorted list pass the test (binary search).
 *
 * @param items - a list in which everything that passes stands before everything that does not
 * @param passes - the test
 */
export function countLeading<Item>(
  items: readonly Item[],
  passes: (item: Item) => boolean,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && passes(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The record as the first `known` changes left it; `undefined` when it did not exist yet. */
export function userIn(record: UserRecord, known: number): User | undefined {
  const newest = record.at(-1);
  if (newest !== undefined && newest.sequence < known) return newest.user;
  return record[countLeading(record, (version) => version.sequence < known) - 1]?.user;
}

/** The newest record that the first `known` changes had made, as they left it. */
export function latestUserIn(history: UserHistory, known: number): User | undefined {
  const made = countLeading(history, ([first]) => first.sequence < known);
  const record = history[made - 1];
  return record && userIn(record, known);
}
