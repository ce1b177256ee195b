/** Floor 7: judges the account behind a login. */
import type { AccountValue } from '../../scenario/scenario.js';
import type { AccountChange, Observation } from '../observation.js';
import { accountField } from './account-field.js';
import type { Check, Judge } from './check.js';
import { compared, notVerified } from './check.js';
import { lowerCased, sameValue } from './equal.js';
import { isShown, notShown } from './shown.js';

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
  const { account, accounts } = observation;
  if (!isShown(field, accounts)) return notVerified(path, expected, notShown(field));
  if (account === undefined) {
    return compared(path, false, { expected, observed: null }, 'there is no account');
  }
  const observed = accountField(account, field) ?? null;
  return compared(path, holds(field, expected, observed), { expected, observed });
}

/** Whether a field may have changed that the target does not show. */
function mayHaveChanged(key: keyof AccountChange, { accounts }: Observation): boolean {
  return key === 'updated' && accounts.kind === 'accounts' && accounts.fields !== undefined;
}

function judgeChange(key: keyof AccountChange, expected: AccountValue, seen: Observation): Check {
  const path = ['account', key];
  const observed = seen.change?.[key] ?? false;
  if (expected === true && !observed && mayHaveChanged(key, seen)) {
    return notVerified(path, expected, 'no field that the target shows has changed');
  }
  return compared(path, observed === expected, { expected, observed });
}

/** `account`: fields of the subject's account, and whether it was created, updated or linked. */
export const judgeAccount: Judge<'account'> = (expected, observation) =>
  Object.entries(expected).map(([key, value]) => {
    const { accounts } = observation;
    if (accounts.kind === 'unknown') return notVerified(['account', key], value, accounts.why);
    const judgePart = isChange(key) ? judgeChange(key, value, observation) : undefined;
    return judgePart ?? judgeField(key, value, observation);
  });
