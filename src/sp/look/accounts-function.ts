/** Floor 5: accounts that a function of the test lists. */
import { TargetError } from '../../base/errors.js';
import type { AppAccount } from '../app-options.js';
import type { AccountsObservation } from '../target.js';
import { rosterOf } from './roster.js';

type ListAccounts = () => Iterable<AppAccount> | Promise<Iterable<AppAccount>>;

/** A Map is a list of its values: that is how user tables in memory are kept. */
function recordsIn(listed: unknown): Iterable<unknown> | undefined {
  if (listed instanceof Map) return listed.values();
  const isList = typeof listed === 'object' && listed !== null && Symbol.iterator in listed;
  return isList ? (listed as Iterable<unknown>) : undefined;
}

/**
 * Makes the look out of a function that lists records of any shape.
 *
 * @returns a look; a function that throws or lists nothing is `unknown` with the reason
 */
export function functionLook(list: ListAccounts): () => Promise<AccountsObservation> {
  return async () => {
    try {
      const records = recordsIn(await list());
      if (records === undefined) return { kind: 'unknown', why: '`accounts` gave no list' };
      return rosterOf(records, { pick: () => undefined });
    } catch (error) {
      if (error instanceof TargetError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      return { kind: 'unknown', why: `\`accounts\` failed: ${why}` };
    }
  };
}
