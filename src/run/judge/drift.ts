/** Floor 7: judges attribute drift: where the account no longer says what the directory says. */
import type { User } from '../../directory/user.js';
import type { Account } from '../../sp/target.js';
import { accountField } from './account-field.js';
import type { Judge } from './check.js';
import { compared, notVerified } from './check.js';
import { lowerCased, sameMembers, sameValue } from './equal.js';
import { isShown, notShown } from './shown.js';

const FIELDS = ['email', 'firstName', 'lastName', 'displayName'] as const;

/** Whether the account keeps the field and says something else; what the SP does not keep cannot drift. */
function differs(kept: unknown, current: unknown): boolean {
  return kept !== undefined && kept !== null && !sameValue(current, kept);
}

/** Names of the fields that differ. Role names are compared without case. */
function driftOf(user: User, account: Account, defaultRole: string): string[] {
  const drifted: string[] = FIELDS.filter((field) =>
    differs(accountField(account, field), user[field]),
  );
  const roles = user.roles.length > 0 ? user.roles : [defaultRole];
  const kept = accountField(account, 'roles');
  if (differs(lowerCased(kept), lowerCased(roles))) drifted.push('roles');
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
  const asked = expected.map((field) => (field === 'role' ? 'roles' : field));
  const hidden = asked.filter((field) => !isShown(field, accounts));
  const visible = asked.filter((field) => isShown(field, accounts));
  const observed = driftOf(user, account, defaultRole).filter((field) => isShown(field, accounts));
  const holds = sameMembers(visible, observed);
  if (holds && hidden.length > 0) return [notVerified(['drift'], expected, notShown(...hidden))];
  return [compared(['drift'], holds, { expected, observed })];
};
