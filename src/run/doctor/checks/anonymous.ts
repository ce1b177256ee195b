/** Floor 7: is a browser that never logged in anonymous? Without this every login would look fine. */
import type { Check } from '../check.js';
import { fine, skipped, wrong } from '../check.js';
import { stageOf } from '../examination.js';

export const anonymousCheck: Check = {
  name: 'anonymous',
  title: 'a browser without cookies has no session',
  needs: ['reachable', 'begins'],
  async examine(examination) {
    const { target } = stageOf(examination);
    const session = await target.session(target.browser([]));
    if (session.kind === 'none') return fine('anonymous');
    if (session.kind === 'unknown') return skipped(session.why);
    const who = session.email ?? session.nameId ?? session.accountId ?? 'somebody';
    return wrong(
      `it has the session of ${who}`,
      'Let "session" of the target ask for something that only a person who is logged in gets.',
    );
  },
};
