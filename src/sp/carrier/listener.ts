/** Floor 5: a request listener in this process, on an ephemeral port of its own. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TargetError } from '../../base/errors.js';
import type { Carrier } from './carrier.js';
import { threw } from './carrier-failure.js';
import { loopbackCarrier } from './loopback.js';

/** Listens on a free port of 127.0.0.1. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Ends a server with everything that is connected to it. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Opens a carrier to a listener: Express, Connect, Koa's `callback()`, Fastify's `routing`, or a plain function.
 * What the listener throws, at once or later, breaks the connection and becomes the cause of the error.
 *
 * @param listener - the app
 * @param timeout - how long one answer may take, in milliseconds
 */
export async function listenerCarrier(
  listener: RequestListener,
  timeout: number,
): Promise<Carrier> {
  const thrown: unknown[] = [];
  const server = createServer((request, response) => {
    const fail = (cause: unknown): void => {
      thrown.push(cause);
      response.destroy();
    };
    // Promises of async listeners are nobody's: without this one that rejects would end the process.
    // A listener may be async, whatever its type says.
    const given: () => unknown = () => listener(request, response);
    const answered = new Promise((resolve) => resolve(given()));
    answered.catch(fail);
  });
  // Our own client decides when a connection ends.
  server.keepAliveTimeout = 0;
  const loopback = loopbackCarrier({ port: await listen(server), timeout });
  return {
    async send(outgoing) {
      try {
        return await loopback.send(outgoing);
      } catch (cause) {
        const broken = cause instanceof TargetError && cause.code === 'target-unreachable';
        if (broken && thrown.length > 0) throw threw(outgoing, thrown.shift());
        throw cause;
      }
    },
    async close() {
      await loopback.close();
      await shut(server);
    },
  };
}
