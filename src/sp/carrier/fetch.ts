/** Floor 5: a web-standard handler in this process, called without any socket. */
import { TargetError } from '../../base/errors.js';
import type { FetchHandler } from '../app-options.js';
import type { Carrier, Incoming, Outgoing } from './carrier.js';
import { threw } from './carrier-failure.js';
import { startDeadline, type Deadline } from './deadline.js';
import { decodeText } from './decode-text.js';
import { decompress } from './decompress.js';
import { forwardedHeaders } from './forwarded-headers.js';
import { gather } from './gather.js';

/** Ends with the deadline, whatever the app still does. */
function within<T>(work: Promise<T>, { signal }: Deadline): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Error('ended'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** The chunks of a body; whoever stops reading cancels it. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    // A stream that fails while it is cancelled is of no interest any more.
    reader.cancel().catch(() => undefined);
  }
}

/** A handler learns its host from the URL of the request; which one a server would put there nobody knows. */
function checkHost({ url, headers }: Outgoing): void {
  const { host = url.host } = headers;
  if (host === url.host) return;
  throw new TargetError(
    'target-undrivable',
    `A fetch handler cannot be shown the Host header ${host}: it has no socket, and its URL is ${url.origin}.`,
    { fix: 'Pass the server that the handler runs in, or its base URL, to test other hosts.' },
  );
}

function requestOf(outgoing: Outgoing, signal: AbortSignal): Request {
  checkHost(outgoing);
  const { method, url, headers, body } = outgoing;
  return new Request(url, {
    method,
    headers: { ...forwardedHeaders(url), host: url.host, ...headers },
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: body as BodyInit }),
  });
}

/** What a handler gave, if it is an answer at all: frameworks bring Response classes of their own. */
function responseOf(given: unknown, { method, url }: Outgoing): Response {
  if (typeof given === 'object' && given !== null && 'headers' in given && 'status' in given) {
    const response = given as Response;
    if (typeof response.headers.getSetCookie === 'function') return response;
  }
  throw new TargetError(
    'target-undrivable',
    `The app's handler answered ${method} ${url.pathname} with something that is no Response.`,
    {
      fix: 'A function of two or more parameters is called as (request, response), any other as a fetch handler: check which one the app is.',
    },
  );
}

async function read(response: Response, url: URL): Promise<Incoming> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') headers[name] = value;
  });
  const bytes =
    response.body === null ? Buffer.alloc(0) : await gather(chunksOf(response.body), url);
  const plain = await decompress(bytes, headers['content-encoding'] ?? '', url);
  return {
    status: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: decodeText(plain, headers['content-type'] ?? ''),
  };
}

/**
 * Opens a carrier to a fetch handler: Hono, Next's route handlers, Elysia, or a plain function. The request has the
 * public URL. What the handler throws becomes the cause of a TargetError.
 *
 * @param handler - the app
 * @param timeout - how long one answer may take, in milliseconds
 */
export function fetchCarrier(handler: FetchHandler, timeout: number): Carrier {
  const closing = new AbortController();
  const ask = async (outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> => {
    const given: unknown = await handler(requestOf(outgoing, signal));
    return read(responseOf(given, outgoing), outgoing.url);
  };
  return {
    async send(outgoing) {
      const deadline = startDeadline(outgoing, { timeout, closing: closing.signal });
      try {
        return await within(ask(outgoing, deadline.signal), deadline);
      } catch (cause) {
        if (cause instanceof TargetError) throw cause;
        throw deadline.failure() ?? threw(outgoing, cause);
      } finally {
        deadline.release();
      }
    },
    close() {
      closing.abort();
      return Promise.resolve();
    },
  };
}
