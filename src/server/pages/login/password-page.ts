/** Floor 5: the page on which an expired password is changed; the login goes on afterwards. */
import { html } from '../../../base/html.js';
import type { User } from '../../../directory/user.js';
import type { Refusal } from '../../../idp/outcome.js';
import type { Answer } from '../../http/answer.js';
import { framed } from '../frame.js';

/** Whose password it is, and where the login goes on. */
export interface PasswordChange {
  /** The login's id. */
  readonly id: string;
  readonly user: User;
  /** The vendor's title. */
  readonly vendor: string;
  readonly remember: boolean;
  readonly cookies: readonly string[];
}

/** What a form needs to go on with the same person. */
export function sameAgain(user: User, remember: boolean): ReturnType<typeof html> {
  return html`<input type="hidden" name="user" value="${user.handle}" />
    ${remember ? html`<input type="hidden" name="remember" value="1" />` : undefined}`;
}

/** The page; status and headers are those of the vendor's refusal, which it stands for. */
export function passwordPage(
  { reason, code, page }: Refusal,
  { id, user, vendor, remember, cookies }: PasswordChange,
): Answer {
  const path = `/__standin/login/${id}`;
  const body = html`<form class="card" method="post" action="${path}">
    <h1>The password has expired</h1>
    <p>
      ${user.displayName} (<span class="mono">${user.userName}</span>) must choose a new password
      before going on. Standin has no passwords: one press is the change, and the directory says so.
    </p>
    <p class="soft">${vendor} says <code>${code}</code>; nothing was sent to the application.</p>
    ${sameAgain(user, remember)}
    <div class="row">
      <button class="primary" name="password" value="changed">Change the password and go on</button>
      <a class="button" href="${path}">Sign in as somebody else</a>
    </div>
  </form>`;
  return framed({
    status: page.status,
    title: 'The password has expired',
    vendor,
    width: 'narrow',
    body,
    cookies,
    headers: {
      'x-standin-refusal': reason,
      'x-standin-code': code,
      'x-standin-step': 'password',
    },
  });
}
