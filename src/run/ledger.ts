/** Floor 7: what the story learns of people: NameIDs issued, accounts seen, the last message of each. */
import type { Directory } from '../directory/directory.js';
import type { Issued } from '../idp/outcome.js';
import type { Person } from './observation.js';

/** Grows while a story is played. */
export interface Ledger {
  /** A message was minted for the person. */
  issued(handle: string, message: Issued): void;
  /** A session of the person was seen with this account, opened by this NameID when that is known. */
  seen(handle: string, accountId: string, nameId: string | undefined): void;
  /** NameIDs that have led to the account. */
  nameIdsOf(accountId: string | undefined): ReadonlySet<string>;
  /** The message that was minted last for the person. */
  last(handle: string): Issued | undefined;
  /** Everybody whom the directory ever had, as it is now. */
  people(instant: number): ReadonlyMap<string, Person>;
}

interface Entry {
  readonly nameIds: Set<string>;
  /** In the order they were last seen. */
  readonly accountIds: Set<string>;
  last?: Issued;
}

/** Opens an empty ledger over a directory. */
export function openLedger(directory: Directory): Ledger {
  const entries = new Map<string, Entry>();
  const keys = new Map<string, Set<string>>();
  const entryOf = (handle: string): Entry => {
    const entry = entries.get(handle) ?? { nameIds: new Set(), accountIds: new Set() };
    entries.set(handle, entry);
    return entry;
  };
  const personOf = (handle: string, instant: number): Person => {
    const { nameIds, accountIds } = entryOf(handle);
    return {
      handle,
      user: directory.at(instant).user(handle),
      emails: [...new Set(directory.history(handle).map(({ user }) => user.email))],
      nameIds: [...nameIds],
      accountIds: [...accountIds],
    };
  };
  return {
    issued(handle, message) {
      const entry = entryOf(handle);
      entry.nameIds.add(message.facts.nameId);
      entry.last = message;
    },
    seen(handle, accountId, nameId) {
      const { accountIds } = entryOf(handle);
      accountIds.delete(accountId);
      accountIds.add(accountId);
      if (nameId !== undefined) keys.set(accountId, new Set(keys.get(accountId)).add(nameId));
    },
    nameIdsOf: (accountId) => keys.get(accountId ?? '') ?? new Set(),
    last: (handle) => entries.get(handle)?.last,
    people(instant) {
      const handles = new Set([...directory.at(instant).users()].map(({ handle }) => handle));
      return new Map([...handles].map((handle) => [handle, personOf(handle, instant)]));
    },
  };
}
