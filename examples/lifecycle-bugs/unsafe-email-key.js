/**
 * Bug: an unknown NameID is linked to whatever account has the e-mail address. Who is given the address of somebody
 * who has left gets that person's account as well. The app promises to go by the NameID alone.
 *
 * ParabolInc/parabol#12412, vouch-sh/vouch#837, better-auth/better-auth#10403
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update';

export class UnsafeEmailKey extends Accounts {
  logIn(person) {
    const known = this.byNameId(person.nameId);
    const account = this.byEmail(person.email);
    if (known === undefined && account !== undefined) {
      this.update(account, { nameId: person.nameId });
    }
    return super.logIn(person);
  }
}
