/** Floor 5: the page on which the second factor is approved or denied. */
import { html } from '../../../base/html.js';
import type { User } from '../../../directory/user.js';
import type { Answer } from '../../http/answer.js';
import { framed } from '../frame.js';
import type { Waiting } from './entry.js';
import { sameAgain } from './password-page.js';

/** The page; the header `x-standin-step` tells scripts that a second answer is wanted. */
export function secondFactorPage(
  { arrival, tenant }: Waiting,
  user: User,
  remember: boolean,
): Answer {
  const path = `/__standin/login/${arrival.id}`;
  const body = html`<form class="card" method="post" action="${path}">
    <h1>Is it you?</h1>
    <p>
      ${user.displayName} (<span class="mono">${user.userName}</span>) needs a second factor. This
      is the prompt on the phone.
    </p>
    ${sameAgain(user, remember)}
    <div class="row">
      <button class="primary" name="factor" value="approve">Yes, it is me: approve</button>
      <button class="danger" name="factor" value="deny">No: deny</button>
      <a class="button quiet" href="${path}">Sign in as somebody else</a>
    </div>
  </form>`;
  return framed({
    title: 'Second factor',
    vendor: tenant.vendor.title,
    width: 'narrow',
    body,
    headers: { 'x-standin-step': 'second-factor' },
  });
}
