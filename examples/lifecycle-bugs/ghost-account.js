/**
 * Bug: the account is made before it is clear that the person may have one. The login is refused, and a ghost that
 * nobody logs in to stays behind: on the bill, and in the next access review.
 *
 * different-ai/openwork#4803
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update';

export class GhostAccount extends Accounts {
  logIn(person) {
    if (this.byNameId(person.nameId) === undefined) this.insert(person);
    return super.logIn(person);
  }
}
