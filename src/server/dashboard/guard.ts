/** Floor 5: who may use the dashboard: this machine; with a token, whoever gave the token. As the admin API has it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { html } from '../../base/html.js';
import { seeOther, type Answer } from '../http/answer.js';
import { isLocalPeer } from '../http/host.js';
import { fieldOf, type HttpRequest } from '../http/request.js';
import type { Handler } from '../http/route.js';
import { framed } from '../pages/frame.js';
import { messagePage } from '../pages/message-page.js';
import type { ServerState } from '../state/server-state.js';
import { START, UNLOCK } from './addresses.js';

const COOKIE = 'standin_dashboard';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What the cookie says: the token itself stays where it is. */
function proofOf(token: string): string {
  return digest(`dashboard ${token}`).toString('hex');
}

/** Compared by digests: the time tells nothing of them. */
function same(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** Whether whoever asks may see and change everything. */
export function mayUse({ options }: ServerState, { cookies, peer }: HttpRequest): boolean {
  const { adminToken } = options;
  if (adminToken === undefined) return isLocalPeer(peer);
  return same(cookies.get(COOKIE) ?? '', proofOf(adminToken));
}

/** Of this server's own pages; anything else leads to the first one. */
function ownPath(path: string): string {
  return /^\/__standin\/[\w./-]*$/.test(path) ? path : START;
}

function askForToken({ options }: ServerState, back: string, wrong: boolean): Answer {
  if (options.adminToken === undefined) {
    return messagePage({
      status: 403,
      title: 'Only for this machine',
      message: 'The dashboard is for browsers on the machine that Standin runs on.',
      fix: 'Start the server with --admin-token, and give the token here.',
    });
  }
  const body = html`<form class="card" method="post" action="${UNLOCK}">
    <h1>The dashboard asks for the admin token</h1>
    ${
      wrong
        ? html`<p class="notice bad" role="alert">This is not the token of this server.</p>`
        : undefined
    }
    <input type="hidden" name="back" value="${ownPath(back)}" />
    <label class="field"
      ><span>Admin token</span
      ><input name="token" type="password" required autocomplete="off" /><small
        >the server was started with it</small
      ></label
    >
    <div><button class="primary">Go on</button></div>
  </form>`;
  return framed({ status: wrong ? 403 : 401, title: 'Admin token', body, width: 'narrow' });
}

/** Lets those through who may use the dashboard. */
export function guarded(handler: Handler): Handler {
  return (state, http, parts) => {
    if (mayUse(state, http)) return handler(state, http, parts);
    const back = http.method === 'POST' ? START : http.path;
    return askForToken(state, back, false);
  };
}

/** POST: the token. */
export const unlock: Handler = (state, http) => {
  const { adminToken } = state.options;
  const back = fieldOf(http, 'back') ?? START;
  const token = fieldOf(http, 'token') ?? '';
  if (adminToken === undefined || !same(token, adminToken)) return askForToken(state, back, true);
  const secure = state.origin.startsWith('https:') ? '; Secure' : '';
  const cookie = `${COOKIE}=${proofOf(adminToken)}; Path=/; HttpOnly; SameSite=Strict${secure}`;
  return seeOther(ownPath(back), [cookie]);
};
