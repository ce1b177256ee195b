/** Floor 7: an SP seen without the accounts that were there before the story. */
import type { AccountsObservation, Target } from '../../sp/target.js';

function without(seen: AccountsObservation, ids: ReadonlySet<string>): AccountsObservation {
  if (seen.kind === 'unknown') return seen;
  return { ...seen, accounts: seen.accounts.filter(({ id }) => !ids.has(id)) };
}

/**
 * Hides accounts.
 *
 * @param target - the SP, open
 * @param earlier - its roster before the story
 */
export function hideEarlier(target: Target, earlier: AccountsObservation): Target {
  if (earlier.kind === 'unknown' || earlier.accounts.length === 0) return target;
  const ids = new Set(earlier.accounts.map(({ id }) => id));
  return { ...target, accounts: async () => without(await target.accounts(), ids) };
}
