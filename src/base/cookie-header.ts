/** Floor 0: the Cookie header of a request (RFC 6265 5.4). */

/** The values of a Cookie header; the first of a name wins. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (equals > 0 && !values.has(name)) values.set(name, pair.slice(equals + 1).trim());
  }
  return values;
}
