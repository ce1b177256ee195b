/** Floor 7: can the accounts be read, and did the login make one? */
import type { Check } from '../check.js';
import { fine, skipped, warning, wrong } from '../check.js';
import { loginOf } from '../examination.js';

const FIELDS = ['email', 'firstName', 'lastName', 'displayName', 'role', 'roles', 'groups'];

export const accountsCheck: Check = {
  name: 'accounts',
  title: 'the accounts can be read, the new one among them',
  needs: ['login'],
  examine(examination) {
    const { accounts, account } = loginOf(examination).observation;
    if (accounts.kind === 'unknown') return skipped(accounts.why);
    if (account === undefined) {
      const says = `none of ${accounts.accounts.length} accounts is ${examination.emails.visitor}`;
      const fix =
        'Check "accounts" of the target: its list, and the field "email" of each account.';
      return examination.config?.profile?.jit?.create === false
        ? warning(says, 'The profile says that logins make no accounts.')
        : wrong(says, fix);
    }
    const shown = Object.keys(account);
    const missing = FIELDS.slice(0, 3).filter((field) => !shown.includes(field));
    const says = `fields: ${shown.filter((field) => account[field] !== undefined).join(', ')}`;
    if (missing.length === 0) return fine(says);
    return warning(
      `${says}; not ${missing.join(', ')}`,
      'Name them in "accounts.fields": what stories promise about the others is not verified.',
    );
  },
};
