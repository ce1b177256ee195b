/** Floor 1: the directory as a history. Append-only; its state can be asked at any instant. */
import type { Random } from '../base/random.js';
import type { Change } from './change.js';
import type { Lifecycle } from './lifecycle.js';
import type { Group, User } from './user.js';

/** What the directory holds at one instant. */
export interface DirectoryState {
  /** Milliseconds since the epoch. */
  readonly instant: number;
  readonly lifecycle: Lifecycle;
  /** The newest record of a handle, deleted ones included; `undefined` when there never was one. */
  user(handle: string): User | undefined;
  /** Every record that exists at the instant, superseded and deleted ones included. */
  users(): IterableIterator<User>;
  /** The group of that name. */
  group(name: string): Group | undefined;
}

/** The history. */
export interface Directory {
  readonly lifecycle: Lifecycle;
  readonly changes: readonly Change[];
  /**
   * Records one change.
   *
   * @throws UserError `transition-impossible`, `user-unknown`, `user-exists`, `group-unknown`, `history-backwards`
   */
  record(change: Change): void;
  /** The state at an instant (milliseconds since the epoch): the last change at or before it counts. */
  at(instant: number): DirectoryState;
}

/** What a directory needs to start: its rules, and the source of its immutable ids. */
export interface DirectoryOptions {
  readonly lifecycle: Lifecycle;
  readonly random: Random;
}
