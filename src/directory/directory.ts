/** Floor 1: the directory as a history. Append-only; its state can be asked at any instant. */
import { UserError } from '../base/errors.js';
import type { Random } from '../base/random.js';
import type { Change } from './change.js';
import { effectsOf } from './effects.js';
import type { Lifecycle } from './lifecycle.js';
import type { Store } from './store.js';
import { commit, recordsIn } from './store.js';
import type { UserVersion } from './user-history.js';
import { countLeading, latestUserIn } from './user-history.js';
import type { Group, User } from './user.js';

/** What the directory holds at one instant. Later changes, even at the same instant, do not move it. */
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
  /** Everything that happened, oldest first. Okta's `delete` of a user who is not deactivated is two changes. */
  readonly changes: readonly Change[];
  /**
   * Records one change. A change that is refused leaves no trace.
   *
   * @throws UserError `transition-impossible`, `user-unknown`, `user-exists`, `group-unknown`,
   * `history-backwards`, `value-invalid`
   */
  record(change: Change): void;
  /** The state at an instant (milliseconds since the epoch): the last change at or before it counts. */
  at(instant: number): DirectoryState;
  /** Every version of every record of a handle, oldest first; empty for a stranger. */
  history(handle: string): readonly UserVersion[];
}

/** What a directory needs to start: its rules, and the source of its immutable ids. */
export interface DirectoryOptions {
  readonly lifecycle: Lifecycle;
  readonly random: Random;
}

/** Milliseconds as people read them; instants no calendar has stay numbers. */
function instantText(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

/** Refuses a change that is older than the last one. */
function checkOrder(changes: readonly Change[], at: number): void {
  const last = changes.at(-1)?.at ?? -Infinity;
  if (at >= last) return;
  throw new UserError(
    'history-backwards',
    `A change at ${instantText(at)} cannot follow one at ${instantText(last)}.`,
    { fix: 'Record changes in the order of their instants.' },
  );
}

/** How many changes had happened at an instant; the present costs no search. */
function knownAt(changes: readonly Change[], instant: number): number {
  const last = changes.at(-1);
  if (last === undefined || last.at <= instant) return changes.length;
  return countLeading(changes, (change) => change.at <= instant);
}

function stateOf(store: Store, lifecycle: Lifecycle, instant: number): DirectoryState {
  const known = knownAt(store.changes, instant);
  return {
    instant,
    lifecycle,
    user(handle) {
      const history = store.histories.get(handle);
      return history && latestUserIn(history, known);
    },
    users: () => recordsIn(store, known),
    group(name) {
      const made = store.groups.get(name);
      return made !== undefined && made.sequence < known ? made.group : undefined;
    },
  };
}

/**
 * Opens an empty directory.
 *
 * @param options - the lifecycle, and the source of immutable ids: same seed and handle, same id
 * @example
 * const directory = openDirectory({ lifecycle: LIFECYCLES.okta, random: seededRandom('1') });
 * directory.record({ at: 0, verb: 'hire', user: { handle: 'ada', email: 'ada@acme.example' } });
 * directory.record({ at: 60_000, verb: 'suspend', handle: 'ada' });
 * directory.at(59_999).user('ada')?.state; // 'active'
 */
export function openDirectory(options: DirectoryOptions): Directory {
  const { lifecycle, random } = options;
  const store: Store = {
    changes: [],
    histories: new Map(),
    groups: new Map(),
    names: new Map(),
  };
  const { changes, histories, groups, names } = store;
  const holder = (userName: string): string | undefined => names.get(userName.toLowerCase());
  const drawId = (name: string): string => lifecycle.ids.group(random.fork(`group/${name}`));
  const group = (name: string): Group | undefined => groups.get(name)?.group;
  const present = { lifecycle, random, histories, group, holder };
  return {
    lifecycle,
    changes,
    record(change) {
      checkOrder(changes, change.at);
      for (const effect of effectsOf(present, change)) commit(store, effect, drawId);
    },
    at: (instant) => stateOf(store, lifecycle, instant),
    history: (handle) => histories.get(handle)?.flat() ?? [],
  };
}
