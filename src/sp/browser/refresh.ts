/** Floor 5: pages and answers that send the browser on after a while (HTML 4.2.5.3, "shared declarative refresh steps"). */
import { attribute, readPage } from './elements.js';
import type { Navigation } from './navigation.js';
import { resolveUrl } from './resolve-url.js';

/** A longer delay means that the page is meant to be read, in seconds. */
const LONGEST_DELAY = 5;

/** `0; url=/x`, with everything that browsers forgive. */
const REFRESH = /^\s*(\d+)(?:\.[\d.]*)?(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?([\s\S]+)$/i;

/** A quote ends at its like; without one all of it counts. */
function unquoted(text: string): string {
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return text;
  return text.slice(1).split(quote)[0] ?? '';
}

/** Where a refresh leads; one that only reloads the page leaves the person there. */
function follow(text: string, base: URL, page: URL): Navigation | undefined {
  const [, delay, address] = REFRESH.exec(text) ?? [];
  if (address === undefined || Number(delay) > LONGEST_DELAY) return undefined;
  const url = resolveUrl(unquoted(address).trim(), base);
  if (url.href.split('#')[0] === page.href.split('#')[0]) return undefined;
  return { method: 'GET', url, form: {}, initiator: page };
}

function metaRefresh(html: string, url: URL): Navigation | undefined {
  if (!/http-equiv/i.test(html)) return undefined;
  const page = readPage(html, url);
  for (const element of page.elements) {
    if (element.tagName !== 'meta') continue;
    if (attribute(element, 'http-equiv')?.toLowerCase() !== 'refresh') continue;
    const next = follow(attribute(element, 'content') ?? '', page.base, url);
    if (next !== undefined) return next;
  }
  return undefined;
}

/**
 * The request that a `Refresh` header or a `<meta http-equiv=refresh>` makes within five seconds, or `undefined` when
 * the page stays. What is in `noscript` does not count: the browser has scripting.
 *
 * @param header - the Refresh header, if there is one
 * @param html - the page; empty when the answer is none
 * @param url - its URL
 */
export function refreshed(
  header: string | undefined,
  html: string,
  url: URL,
): Navigation | undefined {
  return follow(header ?? '', url, url) ?? metaRefresh(html, url);
}
