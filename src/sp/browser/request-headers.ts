/** Floor 5: what a browser sends besides cookies when its window goes somewhere. */
import { isLoopback } from '../../base/loopback.js';
import { siteOf } from './cookies.js';
import type { Navigation } from './navigation.js';

/** Secure, or this machine (Secure Contexts 3.1). */
function isTrustworthy(url: URL): boolean {
  return url.protocol === 'https:' || isLoopback(url.hostname);
}

/**
 * The page's origin, `null` when it is unknown or a redirect crossed origins. Fetch 3.2 would still tell the first
 * of them; Chromium 156 does not.
 */
function originOf({ url, initiator, via = [] }: Navigation): string {
  if (initiator === 'person' || initiator === 'stranger') return 'null';
  const tainted = via.some((earlier, index) => {
    const next = via[index + 1] ?? url;
    return next.origin !== earlier.origin;
  });
  const downgraded = initiator.protocol === 'https:' && !isTrustworthy(url);
  return tainted || downgraded ? 'null' : initiator.origin;
}

/** Referrer Policy 3.7, `strict-origin-when-cross-origin`: every browser's default. */
function refererOf({ url, initiator }: Navigation): string | undefined {
  if (!(initiator instanceof URL)) return undefined;
  if (initiator.protocol === 'https:' && !isTrustworthy(url)) return undefined;
  if (initiator.origin !== url.origin) return `${initiator.origin}/`;
  return initiator.origin + initiator.pathname + initiator.search;
}

/** Fetch Metadata 2.3: how far the page, and all that redirected, is from where the request goes. */
function distance({ url, initiator, via = [] }: Navigation): string {
  if (initiator === 'person') return 'none';
  if (initiator === 'stranger') return 'cross-site';
  const path = [...via, url];
  if (path.every(({ origin }) => origin === initiator.origin)) return 'same-origin';
  return path.every((step) => siteOf(step) === siteOf(initiator)) ? 'same-site' : 'cross-site';
}

/**
 * The headers of a navigation, cookies and content apart. Names are in lower case.
 *
 * @param navigation - the request
 */
export function requestHeaders(navigation: Navigation): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8',
    'accept-encoding': 'identity',
    'user-agent': 'Mozilla/5.0 (compatible; Standin)',
  };
  const referer = refererOf(navigation);
  if (referer !== undefined) headers['referer'] = referer;
  if (navigation.method === 'POST') headers['origin'] = originOf(navigation);
  if (!isTrustworthy(navigation.url)) return headers;
  return {
    ...headers,
    'sec-fetch-dest': 'document',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': distance(navigation),
    ...(navigation.initiator === 'person' ? { 'sec-fetch-user': '?1' } : {}),
  };
}
