/** Floor 5: the app's own server of node:http or node:https. */
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import { UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import type { Carrier } from './carrier.js';
import { listen, shut } from './listener.js';
import { webCarrier } from './web.js';

/** Where a server listens, as seen from this machine. */
function whereabouts(server: Server): { readonly host: string; readonly port: number } | undefined {
  const address = server.address();
  if (address === null) return undefined;
  if (typeof address === 'string') {
    throw new UserError('option-invalid', `app: the server listens on the pipe ${address}.`, {
      fix: 'Let it listen on a port, or pass the app instead of its server.',
    });
  }
  if (address.address === '::' || address.address === '0.0.0.0') {
    return { host: '127.0.0.1', port: address.port };
  }
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { host, port: address.port };
}

/**
 * Opens a carrier to a server. One that listens is used where it listens, and stays open; one that does not listens
 * on an ephemeral port until the carrier is closed.
 *
 * @param server - the app's
 * @param timeout - how long one answer may take, in milliseconds
 */
export async function serverCarrier(server: Server, timeout: number): Promise<Carrier> {
  const known = whereabouts(server);
  const { host, port } = known ?? { host: '127.0.0.1', port: await listen(server) };
  const secure = server instanceof TlsServer;
  const via = new URL(`${secure ? 'https' : 'http'}://${host}:${port}`);
  // The app's certificate is for its public name; on loopback in this process it needs no proof.
  const tls = secure && isLoopback(via.hostname) ? { tls: { insecure: true } } : {};
  const web = webCarrier({ via, timeout, ...tls });
  return {
    send: (outgoing) => web.send(outgoing),
    async close() {
      await web.close();
      if (known === undefined) await shut(server);
    },
  };
}
