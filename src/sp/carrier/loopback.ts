/** Floor 5: a port of 127.0.0.1 under a public name, as a hosts file would have it. */
import { Agent } from 'node:http';
import type { Carrier } from './carrier.js';
import { exchange } from './exchange.js';

/** Where a loopback carrier leads. */
export interface LoopbackOptions {
  readonly port: number;
  /** How long one answer may take, in milliseconds. Default 10,000. */
  readonly timeout?: number;
}

/**
 * Opens a carrier to a port of this machine; the app sees the public host name, and the public origin as behind a
 * reverse proxy. Connections are kept and used again: for servers of our own, which never end an idle one.
 *
 * @example
 * const carrier = loopbackCarrier({ port: 3000 });
 * await carrier.send({ method: 'GET', url: new URL('https://sp.example/login'), headers: {} });
 */
export function loopbackCarrier({ port, timeout = 10_000 }: LoopbackOptions): Carrier {
  const agent = new Agent({ keepAlive: true });
  const closing = new AbortController();
  const options = { host: '127.0.0.1', port, agent };
  const connection = { secure: false, options, forwarded: true, timeout, closing: closing.signal };
  return {
    send: (outgoing) => exchange(outgoing, connection),
    close() {
      closing.abort();
      agent.destroy();
      return Promise.resolve();
    },
  };
}
