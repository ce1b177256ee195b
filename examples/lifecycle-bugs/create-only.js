/**
 * No bug: the app that promises what `jit-create` promises. The first login creates the account, and from then on it
 * belongs to the app: names and roles that people changed there survive every login.
 */
import { Accounts, LoginRefused } from '../express-passport-saml/accounts.js';

export const promises = 'jit-create';

export class CreateOnly extends Accounts {
  logIn(person) {
    this.admit(person);
    const account = this.byNameId(person.nameId) ?? this.insert(person);
    if (account.status !== 'active') throw new LoginRefused('Your account was deactivated.');
    return account;
  }
}
