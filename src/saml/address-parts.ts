/** Floor 2: an address taken apart, to make others of it that are nearly the same. */

/** Parts and variations of a URL by name; an address that is none is varied as a text. */
export function addressParts(address: string): Readonly<Record<string, string>> {
  const upper = address.toUpperCase();
  if (!URL.canParse(address)) return { upper, port: `${address}:443` };
  const { origin, host, hostname, pathname, protocol, search } = new URL(address);
  const usual = protocol === 'http:' ? '80' : '443';
  const port = host === hostname ? `${host}:${usual}` : host;
  if (origin === 'null') return { upper, port: `${address}:443` };
  return {
    upper,
    port: `${protocol}//${port}${pathname}${search}`,
    origin,
    host,
    path: pathname,
    'upper-origin': `${origin.toUpperCase()}${pathname}${search}`,
  };
}
