/** Floor 5: the one cookie of the server: which browser it is. What it is signed in as is kept here. */

/** Names the browser. */
export const BROWSER_COOKIE = 'standin_browser';

/**
 * The cookie for a browser.
 *
 * @param maxAge - seconds; absent: until the browser is closed
 * @param secure - the server speaks https: only then do browsers send it along when another site posts an AuthnRequest
 */
export function browserCookie(id: string, secure: boolean, maxAge?: number): string {
  const parts = [`${BROWSER_COOKIE}=${id}`, 'Path=/', 'HttpOnly'];
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`);
  parts.push(...(secure ? ['Secure', 'SameSite=None'] : ['SameSite=Lax']));
  return parts.join('; ');
}
