/** Floor 7: can it be read whose session a browser has, and is it the right person's? */
import type { Check } from '../check.js';
import { fine, skipped, wrong } from '../check.js';
import { loginOf } from '../examination.js';

export const sessionCheck: Check = {
  name: 'session',
  title: 'the session shows who is logged in',
  needs: ['login'],
  examine(examination) {
    const session = loginOf(examination).observation.sessions.get('visitor');
    if (session?.kind === 'unknown') return skipped(session.why);
    if (session?.kind !== 'session') {
      return wrong('nobody is logged in', 'Check "session" of the target, and the app\'s cookie.');
    }
    const { email, nameId, accountId } = session;
    return fine([email, nameId, accountId].filter((each) => each !== undefined).join(', '));
  },
};
