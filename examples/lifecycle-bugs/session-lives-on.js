/**
 * Bug: a deactivation stops the next login and not the session that is open. The app promises to end it.
 *
 * morincer/teamcity-plugin-saml#118, Tr3kkR/Yuzu#1859
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update-pushed';

export class SessionLivesOn extends Accounts {
  active(id) {
    return this.all().find((account) => account.id === id);
  }
}
