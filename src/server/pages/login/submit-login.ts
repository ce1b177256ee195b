/** Floor 5: what is sent from the page for signing in: who it is, and what else the person was asked. */
import type { User } from '../../../directory/user.js';
import type { Answer } from '../../http/answer.js';
import { fieldOf, type HttpRequest } from '../../http/request.js';
import type { Handler } from '../../http/route.js';
import { sendOn, wayBack, type Entry } from '../../sso/admit.js';
import { refuse } from '../../sso/refuse.js';
import { cookieFor } from '../../sso/session.js';
import { changeDirectory } from '../../state/change-directory.js';
import type { ServerState } from '../../state/server-state.js';
import { needsSecondFactor } from '../state-chips.js';
import { entryOf, loginGone, nobodyChosen, personOf } from './entry.js';
import { secondFactorPage } from './second-factor-page.js';

/** Asked only of those who would get in: the vendors look at the account first. */
function answerSecondFactor(
  state: ServerState,
  http: HttpRequest,
  entry: Entry,
  user: User,
): Answer | undefined {
  const { tenant, app } = entry;
  if (!needsSecondFactor(user)) return undefined;
  if (tenant.vendor.admit(user, app.application) !== undefined) return undefined;
  const factor = fieldOf(http, 'factor');
  if (factor === 'approve') return undefined;
  if (factor !== 'deny') {
    return secondFactorPage(entry, user, fieldOf(http, 'remember') !== undefined);
  }
  const subject = { vendor: tenant.vendor, tenant, app, user: user.handle };
  const objection = { reason: 'second-factor-denied', detail: user.userName } as const;
  const cookies = [cookieFor(state, entry.browser)];
  return refuse(state, subject, objection, { cookies, wayBack: wayBack(entry.arrival) });
}

/** POST */
export const submitLogin: Handler = async (state, http, { id = '' }) => {
  const entry = entryOf(state, http, id);
  if (entry === undefined) return loginGone();
  const name = fieldOf(http, 'user');
  if (name === undefined || name === '') return nobodyChosen();
  const { tenant } = entry;
  const user = personOf(tenant, name);
  const changes = fieldOf(http, 'password') === 'changed' && user?.state === 'password-expired';
  if (changes) changeDirectory(state, tenant, { verb: 'reset-password', handle: user.handle });
  const now = user && personOf(tenant, user.handle);
  const asked = now && answerSecondFactor(state, http, entry, now);
  if (asked !== undefined) return asked;
  const remember = fieldOf(http, 'remember') !== undefined;
  return sendOn(state, entry, user?.handle ?? name, { remember });
};
