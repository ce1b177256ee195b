/** Floor 9: what to configure, so that an app can show what a matcher asks. */
import type { Check } from '../../run/judge/check.js';
import type { Login } from '../login-result.js';

const SESSION =
  "Tell Standin where the app shows who is logged in: `session: '/me'` beside `app`, or `session:` of the target.";
const ACCOUNTS =
  'Tell Standin where the accounts are: `accounts: () => users` beside `app`, or `accounts:` of the target.';
const REASON =
  'The app shows no reason code: leave the reason out, or look for its text on the page.';
const MESSAGE = 'There is no assertion to look at: the login ended before the IdP sent one.';

const FIXES: Readonly<Record<string, string>> = {
  outcome: SESSION,
  session: SESSION,
  account: ACCOUNTS,
  accounts: ACCOUNTS,
  drift: ACCOUNTS,
  reason: REASON,
  assertion: MESSAGE,
};

/** The sentence for the first thing that could not be verified. */
export function configureLine(checks: readonly Check[], { outcome, observation }: Login): string {
  const key = String(checks.find(({ verdict }) => verdict === 'not-verified')?.path[0]);
  if (key === 'reason' && outcome === undefined) return SESSION;
  if (FIXES[key] === ACCOUNTS && observation.accounts.kind === 'accounts') {
    return 'The accounts that the app lists do not show it: add the field to the list, or ask for another.';
  }
  return FIXES[key] ?? SESSION;
}
