/** Floor 7: which account fields a target shows at all. */
import type { AccountsObservation } from '../../sp/target.js';
import { isSameField } from './account-field.js';

/** Whether the field can be seen; a target that names no fields shows all that it keeps. */
export function isShown(field: string, accounts: AccountsObservation): boolean {
  if (accounts.kind === 'unknown') return false;
  return accounts.fields?.some((shown) => isSameField(shown, field)) ?? true;
}

/** Said of a field that cannot be seen. */
export function notShown(...fields: readonly string[]): string {
  return `the target does not show ${fields.join(', ')}`;
}
