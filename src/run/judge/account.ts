/** Floor 7: judges the account behind a login. */
import type { AccountValue } from '../../scenario/scenario.js';
import type { AccountChange, Observation } from '../observation.js';
import { accountField } from './account-field.js';
import type { Check, Judge } from './check.js';
import { compared, notVerified } from './check.js';
import { lowerCased, sameValue } from './equal.js';

const CHANGES: readonly (keyof AccountChange)[] = ['created', 'updated', 'linked'];

function isChange(key: string): key is keyof AccountChange {
  return CHANGES.some((change) => change === key);
}

/** Whether a field has the value; role names are compared without case. */
function holds(field: string, expected: unknown, observed: unknown): boolean {
  if (field !== 'role' && field !== 'roles') return sameValue(expected, observed);
  return sameValue(lowerCased(expected), lowerCased(observed));
}

function judgeField(field: string, expected: AccountValue, observation: Observation): Check {
  const path = ['account', field];
  const { account } = observation;
  if (account === undefined) {
    return compared(path, false, { expected, observed: null }, 'there is no account');
  }
  const observed = accountField(account, field) ?? null;
  return compared(path, holds(field, expected, observed), { expected, observed });
}

/** `account`: fields of the subject's account, and whether it was created, updated or linked. */
export const judgeAccount: Judge<'account'> = (expected, observation) =>
  Object.entries(expected).map(([key, value]) => {
    const path = ['account', key];
    const { accounts, change } = observation;
    if (accounts.kind === 'unknown') return notVerified(path, value, accounts.why);
    if (!isChange(key)) return judgeField(key, value, observation);
    const observed = change?.[key] ?? false;
    return compared(path, observed === value, { expected: value, observed });
  });
