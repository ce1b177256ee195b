/**
 * Bug: every login overwrites the account, with it the name and the role that an administrator gave in the app. The
 * app promises to create accounts and to leave them alone.
 *
 * phpipam/phpipam#3572, intuitem/ciso-assistant-community#4673, prowler-cloud/prowler#11520
 */
import { CreateOnly } from './create-only.js';

export const promises = 'jit-create';

export class AlwaysOverwritten extends CreateOnly {
  logIn(person) {
    return this.update(super.logIn(person), person);
  }
}
