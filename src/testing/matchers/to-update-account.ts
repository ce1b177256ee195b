/** Floor 9: `toUpdateAccount`. */
import type { Demand } from './demand.js';
import { fieldsSentence } from './fields-sentence.js';
import { judged } from './judged.js';
import type { AccountFields } from './login-matchers.js';

/** An account that was there before says something else. */
export function toUpdateAccount(fields: AccountFields = {}): Demand {
  const now = fieldsSentence(fields).replace(/^ with/, ', now with');
  return {
    sentence: `update the account${now}`,
    checks: (login) => judged({ account: { ...fields, updated: true } }, login),
  };
}
