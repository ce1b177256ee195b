/**
 * Bug: an account is written once. The app promises that every login brings it up to date.
 *
 * derricksmith/phpsaml#105, humanmade/wp-simple-saml#58, nbgrp/onelogin-saml-bundle#42
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update';

export class AttributesNeverUpdated extends Accounts {
  update(account, changes) {
    return 'status' in changes ? super.update(account, changes) : account;
  }
}
