/** Floor 1: relative addresses of a target become absolute. */

/**
 * An address as an absolute URL: `/login` starts at the origin, `login` below the base path. Placeholders stay.
 *
 * @param address - absolute or relative
 * @param base - the target's `url`
 * @example
 * resolveAddress('login?as={email}', 'http://localhost:3000/app');
 * // 'http://localhost:3000/app/login?as={email}'
 */
export function resolveAddress(address: string, base: string): string {
  const folder = new URL(base);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return new URL(address, folder).href.replace(/%7B([A-Za-z]+)%7D/gi, '{$1}');
}
