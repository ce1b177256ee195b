/** Floor 5: one HTTP exchange over a socket, bounded in time and size. */
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { StandinError } from '../../base/errors.js';
import type { Incoming, Outgoing } from './carrier.js';
import { brokenOff } from './carrier-failure.js';
import { startDeadline, type Limits } from './deadline.js';
import { decodeText } from './decode-text.js';
import { decompress } from './decompress.js';
import { forwardedHeaders } from './forwarded-headers.js';
import { gather } from './gather.js';

/** How a carrier reaches its server. */
export interface Connection extends Limits {
  readonly secure: boolean;
  /** Host, port, agent, certificates: everything that does not come from the request. */
  readonly options: RequestOptions;
  /** Tells an app behind a port its public origin, as a reverse proxy would. */
  readonly forwarded: boolean;
}

/** What Chrome reads at most; Node's own limit is smaller than some apps' cookies. */
const LONGEST_HEADERS = 256 * 1024;

function joinHeaders(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (name !== 'set-cookie' && value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return headers;
}

/** A kept connection that the server closed while the request was on its way: safe methods go again (RFC 9110 9.2.2). */
function mayGoAgain(call: ClientRequest, cause: Error): boolean {
  const reset = 'code' in cause && cause.code === 'ECONNRESET';
  return reset && call.reusedSocket && call.method === 'GET';
}

function send(
  outgoing: Outgoing,
  connection: Connection,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { method, url, headers, body } = outgoing;
  const options: RequestOptions = {
    ...connection.options,
    method,
    path: url.pathname + url.search,
    headers: {
      ...(connection.forwarded ? forwardedHeaders(url) : {}),
      host: url.host,
      ...headers,
    },
    maxHeaderSize: LONGEST_HEADERS,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = connection.secure ? httpsRequest : httpRequest;
    const call = request(options, resolve);
    call.on('error', (cause) => {
      if (mayGoAgain(call, cause)) resolve(send(outgoing, connection, signal));
      else reject(cause);
    });
    // A switch of protocols (101) ends without an answer and without an error.
    call.on('close', () => reject(Object.assign(new Error('no answer'), { code: 'ECONNRESET' })));
    call.end(body);
  });
}

async function read(answer: IncomingMessage, url: URL): Promise<Incoming> {
  const headers = joinHeaders(answer);
  const bytes = await gather(answer as AsyncIterable<Buffer>, url);
  const plain = await decompress(bytes, headers['content-encoding'] ?? '', url);
  return {
    status: answer.statusCode ?? 0,
    headers,
    cookies: answer.headers['set-cookie'] ?? [],
    body: decodeText(plain, headers['content-type'] ?? ''),
  };
}

/**
 * Sends a request and reads the whole answer.
 *
 * @throws TargetError `target-unreachable` when no answer comes in time or the connection breaks,
 *   `target-undrivable` when the answer is longer than 8 MiB
 */
export async function exchange(outgoing: Outgoing, connection: Connection): Promise<Incoming> {
  const deadline = startDeadline(outgoing, connection);
  try {
    const answer = await send(outgoing, connection, deadline.signal);
    const incoming = await read(answer, outgoing.url);
    // A body that ends with its connection looks whole when it was we who ended it.
    const failure = deadline.failure();
    if (failure !== undefined) throw failure;
    return incoming;
  } catch (cause) {
    if (cause instanceof StandinError) throw cause;
    throw deadline.failure() ?? brokenOff(outgoing, cause);
  } finally {
    deadline.release();
  }
}
