/**
 * Bug: accounts are looked up by e-mail address. After a marriage or a merger the person is a stranger: a second,
 * empty account, while the work stays with the first. The app promises to go by the NameID.
 *
 * flipboxfactory/saml-sp#23, rancher/rancher#54024, Infisical/infisical#4344
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update';

export class DuplicateOnEmailChange extends Accounts {
  logIn(person) {
    this.admit(person);
    const account = this.byEmail(person.email);
    return account === undefined ? this.insert(person) : this.update(account, person);
  }
}
