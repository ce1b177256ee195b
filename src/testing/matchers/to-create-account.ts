/** Floor 9: `toCreateAccount`. */
import type { Demand } from './demand.js';
import { fieldsSentence } from './fields-sentence.js';
import { judged } from './judged.js';
import type { AccountFields } from './login-matchers.js';

/** The roster grew by an account of the user. */
export function toCreateAccount(fields: AccountFields = {}): Demand {
  return {
    sentence: `create an account${fieldsSentence(fields)}`,
    checks: (login) => judged({ account: { ...fields, created: true } }, login),
  };
}
