/** Floor 9: the fields that a matcher asks for, in words. */
import { plainValue } from '../../report/plain-value.js';
import type { AccountFields } from './login-matchers.js';

/** ` with lastName Lovelace, active true`, or nothing. */
export function fieldsSentence(fields: AccountFields): string {
  const words = Object.entries(fields).map(([field, value]) => `${field} ${plainValue(value)}`);
  return words.length === 0 ? '' : ` with ${words.join(', ')}`;
}
