/** Floor 7: does the app's logout end the session? */
import type { Check } from '../check.js';
import { fine, skipped, wrong } from '../check.js';
import { loginOf, stageOf } from '../examination.js';

export const logoutCheck: Check = {
  name: 'logout',
  title: 'a logout ends the session',
  needs: ['login', 'session'],
  async examine(examination) {
    const { logout } = examination.config ?? {};
    if (logout === undefined) return skipped('"logout" of the target is not set');
    const { browser } = loginOf(examination).effect;
    if (browser === undefined) return skipped('there is no browser');
    await browser.get(logout);
    const session = await stageOf(examination).target.session(browser);
    if (session.kind === 'none') return fine(logout);
    return wrong(`${logout} leaves the session alive`, 'Check "logout" of the target.');
  },
};
