/** Floor 5: the two cookies of the reference SP. */

/** Ties a browser to the requests it was sent with; must survive the IdP's cross-site POST. */
export const BROWSER_COOKIE = 'sp_browser';
/** Names the session. */
export const SESSION_COOKIE = 'sp_session';

/**
 * A Set-Cookie header for as long as the browser is open; the SP's own clock ends sessions.
 *
 * @param secure - whether the SP's public address is https; browsers take SameSite=None only then
 * @param site - whether it stays at home when another site posts
 */
export function writeCookie(
  name: string,
  value: string,
  secure: boolean,
  site: 'lax' | 'none' = name === SESSION_COOKIE ? 'lax' : 'none',
): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly'];
  if (secure) parts.push('Secure');
  if (site === 'lax') parts.push('SameSite=Lax');
  else if (secure) parts.push('SameSite=None');
  return parts.join('; ');
}

/** A Set-Cookie header that removes a cookie. */
export function clearCookie(name: string): string {
  return `${name}=; Path=/; Max-Age=0`;
}
