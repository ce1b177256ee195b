/**
 * Bug: groups are read at the first login only. Who leaves a group keeps its access, who joins one waits for it. The
 * app promises to follow.
 *
 * windmill-labs/windmill#10957, fleetdm/fleet#31287
 */
import { Accounts } from '../express-passport-saml/accounts.js';

export const promises = 'jit-update';

export class GroupChangesIgnored extends Accounts {
  update(account, changes) {
    return super.update(account, { ...changes, groups: account.groups });
  }
}
