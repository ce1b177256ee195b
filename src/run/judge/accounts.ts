/** Floor 7: judges the whole roster. */
import type { UserState } from '../../directory/user.js';
import type { Account } from '../../sp/target.js';
import type { Observation, Person } from '../observation.js';
import type { Check, Judge } from './check.js';
import { compared, notVerified } from './check.js';
import { sameMembers } from './equal.js';
import { holdsEmail } from './session.js';

/** States of a person whom the organisation has let go. */
const LEFT: readonly UserState[] = ['deprovisioned', 'disabled', 'soft-deleted', 'deleted'];

/** Whose account it is: first by the sessions seen with it, then by an e-mail address. */
function ownerOf(account: Account, people: Iterable<Person>): Person | undefined {
  const everybody = [...people];
  const seen = everybody.find(({ accountIds }) => accountIds.includes(account.id));
  if (seen !== undefined) return seen;
  const { email } = account;
  return email === undefined ? undefined : everybody.find((person) => holdsEmail(person, email));
}

/** Handles with an account, each once; accounts of strangers by their e-mail address. */
function holders(observation: Observation, accounts: readonly Account[]): string[] {
  const people = [...observation.people.values()];
  const names = accounts.map(
    (account) => ownerOf(account, people)?.handle ?? account.email ?? account.id,
  );
  return [...new Set(names)];
}

/** Handles whose record is gone or deactivated while an account lives on. */
function orphans(observation: Observation, accounts: readonly Account[]): string[] {
  return holders(observation, accounts).filter((handle) => {
    const state = observation.people.get(handle)?.user?.state;
    return state !== undefined && LEFT.includes(state);
  });
}

function judgeHandles(
  key: 'handles' | 'orphans',
  expected: readonly string[],
  observed: readonly string[],
): Check {
  return compared(['accounts', key], sameMembers(expected, observed), { expected, observed });
}

/** `accounts`: how many there are, whose they are, and which of them nobody is behind. */
export const judgeAccounts: Judge<'accounts'> = (expected, observation) => {
  const { accounts: seen } = observation;
  if (seen.kind === 'unknown') {
    const { why } = seen;
    return Object.entries(expected).map(([key, value]) =>
      notVerified(['accounts', key], value, why),
    );
  }
  const { accounts } = seen;
  const { count, handles } = expected;
  const checks: Check[] = [];
  if (count !== undefined) {
    const values = { expected: count, observed: accounts.length };
    checks.push(compared(['accounts', 'count'], count === accounts.length, values));
  }
  if (handles !== undefined) {
    checks.push(judgeHandles('handles', handles, holders(observation, accounts)));
  }
  if (expected.orphans !== undefined) {
    checks.push(judgeHandles('orphans', expected.orphans, orphans(observation, accounts)));
  }
  return checks;
};
