/** Floor 5: where a redirect leads, and with which method (RFC 9110 15.4, Fetch 4.4). */
import type { Navigation } from './navigation.js';
import { resolveUrl } from './resolve-url.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Header values are bytes; browsers read the UTF-8 in a Location that should not be there (Fetch 2.2.6). */
function readBytes(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const asciiOrWider = !/[\u0080-\u00ff]/.test(value) || /[^\0-\u00ff]/.test(value);
  return asciiOrWider ? value : bytes.toString('utf8');
}

/**
 * The request that follows a redirect, or `undefined` when the answer is none.
 * 301, 302 and 303 turn a POST into a GET; 307 and 308 repeat it with its form. A fragment is carried over when the
 * new address has none.
 *
 * @param status - of the answer
 * @param location - its Location header
 * @param sent - the request it answers
 */
export function redirected(
  status: number,
  location: string | undefined,
  sent: Navigation,
): Navigation | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const url = resolveUrl(readBytes(location), sent.url);
  if (url.hash === '') url.hash = sent.url.hash;
  const via = [...(sent.via ?? []), sent.url];
  const repeats = status === 307 || status === 308;
  if (repeats) return { ...sent, url, via };
  return { method: 'GET', url, form: {}, initiator: sent.initiator, via };
}
