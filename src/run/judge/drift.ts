/** Floor 7: judges attribute drift: where the account no longer says what the directory says. */
import type { User } from '../../directory/user.js';
import type { Account } from '../../sp/target.js';
import { accountField } from './account-field.js';
import type { Judge } from './check.js';
import { compared, notVerified } from './check.js';
import { lowerCased, sameMembers, sameValue } from './equal.js';

const FIELDS = ['email', 'firstName', 'lastName'] as const;

/** Names of the fields that differ; a field the SP does not keep cannot drift. */
export function driftOf(user: User, account: Account, defaultRole: string): string[] {
  const drifted: string[] = FIELDS.filter((field) => {
    const kept = accountField(account, field);
    return kept !== undefined && !sameValue(user[field], kept);
  });
  const roles = user.roles.length > 0 ? user.roles : [defaultRole];
  const kept = accountField(account, 'roles');
  if (kept !== undefined && !sameValue(lowerCased(roles), lowerCased(kept))) drifted.push('role');
  return drifted;
}

/** `drift`: exactly the fields that differ between the directory now and the account. */
export const judgeDrift: Judge<'drift'> = (expected, observation) => {
  const { accounts, account, people, subject, defaultRole } = observation;
  if (accounts.kind === 'unknown') return [notVerified(['drift'], expected, accounts.why)];
  const user = people.get(subject ?? '')?.user;
  if (account === undefined || user === undefined) {
    const why = account === undefined ? 'there is no account' : 'there is no directory record';
    return [compared(['drift'], false, { expected, observed: null }, why)];
  }
  const observed = driftOf(user, account, defaultRole);
  const asked = expected.map((field) => (field === 'roles' ? 'role' : field));
  return [compared(['drift'], sameMembers(asked, observed), { expected, observed })];
};
