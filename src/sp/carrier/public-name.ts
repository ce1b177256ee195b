/** Floor 5: which origin goes to which carrier. */
import type { Carrier } from './carrier.js';

/**
 * A little directory of origins: the app's own and the others that a login may lead to. Everything else is unknown,
 * and a browser that is sent there stops.
 *
 * @param carrier - what all of them are reached by
 * @param origins - URLs; only their origins count
 * @example
 * const carrierFor = publicNames(carrier, ['https://app.example/', 'https://auth.app.example']);
 * carrierFor(new URL('https://elsewhere.example/')); // undefined
 */
export function publicNames(
  carrier: Carrier,
  origins: Iterable<string>,
): (url: URL) => Carrier | undefined {
  const known = new Set(Array.from(origins, (origin) => new URL(origin).origin));
  return (url) => (known.has(url.origin) ? carrier : undefined);
}
