/** Floor 5: whom the server talks to: a page of another site, or a name that another site made point here, is nobody. */
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../../base/loopback.js';

function hostnameOf(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

/**
 * Whether the Host header names this server: any name of this machine, or one that it was told to listen at.
 * A name that resolves here but is somebody else's (DNS rebinding) does not.
 */
export function isOwnHost({ host }: IncomingHttpHeaders, names: readonly string[]): boolean {
  const name = host === undefined ? undefined : hostnameOf(host);
  return name !== undefined && (isLoopback(name) || names.includes(name));
}

/**
 * Whether whoever sends this is a program of this machine.
 *
 * @param peer - the address of the other end of the connection
 */
export function isLocalPeer(peer: string): boolean {
  return peer === '::1' || isLoopback(peer.replace(/^::ffff:/i, ''));
}

/**
 * Whether a form or script of another site sends this (Fetch Metadata, else Origin). SPs do that with their
 * messages; nobody may do it with the directory.
 */
export function isForeign(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
