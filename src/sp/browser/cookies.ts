/** Floor 5: the cookies of one browser, kept under public URLs, with SameSite as browsers apply it. */
import { Cookie, CookieJar, getPublicSuffix } from 'tough-cookie';
import type { Navigation } from './navigation.js';

/** What happens to the cookies that match a request's URL. */
export interface CookieChoice {
  /** The `Cookie` header; empty when there is none. */
  readonly header: string;
  /** Names of those that SameSite holds back. */
  readonly withheld: readonly string[];
}

/** A cookie that is kept, as the answer of a site would set it again. */
export interface KeptCookie {
  readonly url: URL;
  /** `Set-Cookie`. */
  readonly header: string;
}

/** Where the cookies of one browser live. */
export interface Cookies {
  choose(navigation: Navigation): Promise<CookieChoice>;
  /** Keeps what an answer sets; cookies that a browser would drop are dropped. */
  keep(url: URL, headers: readonly string[]): Promise<void>;
  all(): Promise<readonly KeptCookie[]>;
}

/** What `SameSite` of a cookie must allow for a request. */
type Context = 'same-site' | 'cross-site-get' | 'cross-site-post';

/** For how long a cookie that says nothing of SameSite goes along with a cross-site POST, in milliseconds. */
const YOUNG = 120_000;
/** Name and value of a longer cookie are dropped, in bytes (RFC 6265bis 5.7, step 5). */
const LONGEST_COOKIE = 4096;

/** Scheme and registrable domain: what "same site" compares (RFC 6265bis 5.2). */
export function siteOf(url: URL): string {
  const name = url.hostname;
  return `${url.protocol}//${getPublicSuffix(name, { ignoreError: true }) ?? name}`;
}

/** RFC 6265bis 5.2: the URLs that redirected in between do not count, as no browser lets them. */
function contextOf({ method, url, initiator }: Navigation): Context {
  const sameSite =
    initiator === 'person' || (initiator !== 'stranger' && siteOf(initiator) === siteOf(url));
  if (sameSite) return 'same-site';
  return method === 'GET' ? 'cross-site-get' : 'cross-site-post';
}

/**
 * RFC 6265bis 5.8.3: Strict stays at its site, Lax also follows a cross-site GET, None goes everywhere. A cookie that
 * says nothing counts as Lax, but goes along with a cross-site POST in its first two minutes
 * ("Lax-allowing-unsafe", 5.6.7.2): Chrome and Edge do that so that logins like SAML's go on working.
 */
function travels(cookie: Cookie, context: Context, now: number): boolean {
  if (context === 'same-site' || cookie.sameSite === 'none') return true;
  if (cookie.sameSite === 'strict') return false;
  if (context === 'cross-site-get') return true;
  const unnamed = cookie.sameSite !== 'lax';
  return unnamed && cookie.creation instanceof Date && now - cookie.creation.getTime() < YOUNG;
}

/** What browsers refuse and the jar does not: SameSite=None without Secure, and cookies that are too long. */
function isRefused({ sameSite, secure, key, value }: Cookie): boolean {
  return (sameSite === 'none' && !secure) || Buffer.byteLength(key + value) > LONGEST_COOKIE;
}

function keptCookie(cookie: Cookie): KeptCookie {
  const { domain, path, secure } = cookie;
  const url = new URL(`${secure ? 'https' : 'http'}://${domain ?? ''}${path ?? '/'}`);
  return { url, header: cookie.toString() };
}

/**
 * Opens an empty jar.
 *
 * @param now - tells the time in milliseconds; default the machine's
 */
export function openCookies(now: () => number = () => Date.now()): Cookies {
  const jar = new CookieJar();
  return {
    async choose(navigation) {
      const context = contextOf(navigation);
      const sent: string[] = [];
      const withheld: string[] = [];
      for (const cookie of await jar.getCookies(navigation.url.href, { sort: true })) {
        if (travels(cookie, context, now())) sent.push(cookie.cookieString());
        else withheld.push(cookie.key);
      }
      return { header: sent.join('; '), withheld };
    },
    async keep(url, headers) {
      for (const header of headers) {
        const cookie = Cookie.parse(header);
        if (cookie === undefined || isRefused(cookie)) continue;
        // An answer to a top-level navigation may set any cookie, whoever started it (RFC 6265bis 5.7, step 18).
        await jar.setCookie(cookie, url.href, { ignoreError: true, now: new Date(now()) });
      }
    },
    async all() {
      const { cookies } = await jar.serialize();
      return cookies.flatMap((each) => {
        const cookie = Cookie.fromJSON(each);
        return cookie === undefined ? [] : [keptCookie(cookie)];
      });
    },
  };
}
