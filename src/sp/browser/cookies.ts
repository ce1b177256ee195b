/** Floor 5: the cookies of one browser, kept under public URLs, with SameSite as browsers apply it. */
import { CookieJar, getPublicSuffix } from 'tough-cookie';
import type { Navigation } from './navigation.js';

/** Where the cookies of one browser live. */
export interface Cookies {
  /** The `Cookie` header for a request; empty when there is none. */
  header(navigation: Navigation): Promise<string>;
  /** Keeps what an answer sets; cookies that a browser would drop are dropped. */
  keep(url: URL, headers: readonly string[]): Promise<void>;
}

/** Scheme and registrable domain: what "same site" compares (RFC 6265bis 5.2). */
function siteOf(url: URL): string {
  const name = url.hostname;
  return `${url.protocol}//${getPublicSuffix(name, { ignoreError: true }) ?? name}`;
}

/** Which cookies may travel: all, all but Strict, or only SameSite=None (RFC 6265bis 5.8.3). */
function sameSiteContext({ method, url, initiator }: Navigation): 'strict' | 'lax' | 'none' {
  const sameSite =
    initiator === 'person' || (initiator !== 'stranger' && siteOf(initiator) === siteOf(url));
  if (sameSite) return 'strict';
  return method === 'GET' ? 'lax' : 'none';
}

/** Opens an empty jar. */
export function openCookies(): Cookies {
  const jar = new CookieJar();
  return {
    header: (navigation) =>
      jar.getCookieString(navigation.url.href, { sameSiteContext: sameSiteContext(navigation) }),
    async keep(url, headers) {
      // An answer to a top-level navigation may set any cookie, whoever started it.
      for (const header of headers) {
        await jar.setCookie(header, url.href, { ignoreError: true, sameSiteContext: 'strict' });
      }
    },
  };
}
