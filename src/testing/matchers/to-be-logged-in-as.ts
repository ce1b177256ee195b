/** Floor 9: `toBeLoggedInAs`. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import type { Login } from '../login-result.js';
import type { Demand } from './demand.js';
import { judged } from './judged.js';

function checkKnown(handle: string, { observation: { people } }: Login): void {
  if (people.has(handle)) return;
  throw new UserError('user-unknown', `The directory has nobody called "${handle}".`, {
    fix: didYouMean(handle, [...people.keys()]),
  });
}

/** The session is the user's. Where another user logged in, only the session counts: the login was not theirs. */
export function toBeLoggedInAs(handle: string): Demand {
  return {
    sentence: `end in a session of ${handle}`,
    checks(login) {
      checkKnown(handle, login);
      const own = login.user === handle ? { outcome: 'logged-in' as const } : {};
      return judged({ ...own, session: { user: handle } }, login);
    },
  };
}
