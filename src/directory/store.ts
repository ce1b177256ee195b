/** Floor 1: what a directory has written down. Everything is appended, nothing is changed. */
import type { Change } from './change.js';
import type { Effect } from './present.js';
import { isGone } from './transition.js';
import type { UserHistory, UserVersion } from './user-history.js';
import { currentRecord, currentVersion, userIn } from './user-history.js';
import type { Group, User } from './user.js';

/** A group, and the index of the change that made it. */
interface KnownGroup {
  readonly sequence: number;
  readonly group: Group;
}

/** Everything the directory holds. The maps keep the order of arrival. */
export interface Store {
  readonly changes: Change[];
  readonly histories: Map<string, UserHistory>;
  readonly groups: Map<string, KnownGroup>;
  /** Login names in lower case of the records that are not gone, with their handles. */
  readonly names: Map<string, string>;
}

/** Moves the login name from the version before to the version after. */
function moveName(names: Store['names'], before: User | undefined, after: User): void {
  const old = before === undefined || isGone(before) ? undefined : before.userName.toLowerCase();
  const next = isGone(after) ? undefined : after.userName.toLowerCase();
  if (old === next) return;
  if (old !== undefined) names.delete(old);
  if (next !== undefined) names.set(next, after.handle);
}

/** Appends a version to the handle's current record, or to a new record. */
function appendVersion(store: Store, version: UserVersion, newRecord: boolean): void {
  const { handle } = version.user;
  const history = store.histories.get(handle);
  moveName(store.names, history && currentVersion(history).user, version.user);
  if (history === undefined) store.histories.set(handle, [[version]]);
  else if (newRecord) history.push([version]);
  else currentRecord(history).push(version);
}

function addGroup(store: Store, group: Group): void {
  if (store.groups.has(group.name)) return;
  store.groups.set(group.name, { sequence: store.changes.length, group });
}

/**
 * Writes one effect down.
 *
 * @param drawId - makes the id of a new group
 */
export function commit(store: Store, effect: Effect, drawId: (group: string) => string): void {
  const { change, user } = effect;
  const sequence = store.changes.length;
  if (change.verb === 'add-group') {
    const { name, id = drawId(name) } = change.group;
    addGroup(store, { name, id });
  }
  for (const name of user?.groups ?? []) {
    if (!store.groups.has(name)) addGroup(store, { name, id: drawId(name) });
  }
  if (user !== undefined) {
    const version = { sequence, at: change.at, verb: change.verb, user };
    appendVersion(store, version, effect.newRecord === true);
  }
  store.changes.push(change);
}

/** All records that the first `known` changes made. Nothing is copied. */
export function* recordsIn(store: Store, known: number): IterableIterator<User> {
  for (const history of store.histories.values()) {
    if (history[0][0].sequence >= known) return;
    for (const record of history) {
      const user = userIn(record, known);
      if (user !== undefined) yield user;
    }
  }
}
