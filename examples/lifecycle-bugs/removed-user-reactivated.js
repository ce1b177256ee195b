/**
 * Bug: a login brings back the account of somebody who was removed. The app promises that a deactivation that was
 * pushed to it lasts until an administrator takes it back.
 *
 * OCA/server-auth#695, semaphoreio/semaphore#1039
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update-pushed';

export class RemovedUserReactivated extends Accounts {
  logIn(person) {
    const account = this.byNameId(person.nameId);
    if (account !== undefined) this.update(account, { status: 'active' });
    return super.logIn(person);
  }
}
