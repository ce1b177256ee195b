/** Floor 0: which hosts are this machine. */

/**
 * Whether a host name or address can only be this machine: `localhost` and below (RFC 6761 6.3), 127.0.0.0/8, ::1.
 *
 * @param hostname - as `URL.hostname` has it
 * @example
 * isLoopback(new URL('http://127.0.0.1:3000').hostname); // true
 */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}
