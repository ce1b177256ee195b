/** Floor 5: the IdP's session of a browser at a tenant: found, begun, ended, by the vendor's rules. */
import { ENDPOINTS } from '../endpoints/endpoints.js';
import { BROWSER_COOKIE, browserCookie } from '../http/cookies.js';
import type { HttpRequest } from '../http/request.js';
import type { BrowserState, IdpSession } from '../state/browsers.js';
import type { ServerState } from '../state/server-state.js';
import type { TenantState } from '../state/tenant-state.js';

/** The session that is still good. One that is too old, or of a record that is no more, is dropped. */
export function sessionOf(
  { clock }: ServerState,
  { key, vendor, directory }: TenantState,
  browser: BrowserState | undefined,
): IdpSession | undefined {
  const session = browser?.sessions.get(key);
  if (browser === undefined || session === undefined) return undefined;
  const { idle, remembered } = ENDPOINTS[vendor.name].session;
  const now = clock.now();
  const old = now - session.usedAt > (session.remembered ? remembered : idle);
  if (!old && directory.at(now).user(session.user)?.id === session.userId) return session;
  browser.sessions.delete(key);
  return undefined;
}

/** Signs somebody in. The same person's session goes on; another's ends. */
export function beginSession(
  { clock }: ServerState,
  { key, directory }: TenantState,
  browser: BrowserState,
  { user, fresh, remember }: { readonly user: string; fresh: boolean; remember: boolean },
): IdpSession {
  const now = clock.now();
  const before = browser.sessions.get(key);
  if (before?.user === user && !fresh) {
    before.usedAt = now;
    return before;
  }
  const session: IdpSession = {
    user,
    userId: directory.at(now).user(user)?.id ?? '',
    startedAt: now,
    usedAt: now,
    remembered: remember,
    participations: before?.user === user ? before.participations : [],
  };
  browser.sessions.set(key, session);
  return session;
}

/** The browser that sends this. */
export function browserOf(
  { browsers }: ServerState,
  { cookies }: HttpRequest,
): BrowserState | undefined {
  return browsers.find(cookies.get(BROWSER_COOKIE));
}

/** The cookie that names the browser; for as long as its longest session wants it. */
export function cookieFor(
  { origin, tenants }: ServerState,
  { id, sessions }: BrowserState,
): string {
  const ages = [...sessions].map(([key, { remembered }]) => {
    const vendor = tenants.get(key)?.vendor.name;
    return remembered && vendor !== undefined ? ENDPOINTS[vendor].session.remembered / 1000 : 0;
  });
  const longest = Math.max(0, ...ages);
  return browserCookie(id, origin.startsWith('https:'), longest === 0 ? undefined : longest);
}
