/** Floor 5: one HTTP exchange over a socket, bounded in time and size. */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { TargetError } from '../../base/errors.js';
import type { Incoming, Outgoing } from './carrier.js';

/** How a carrier reaches its server. */
export interface Connection {
  /** Host, port, agent and the like; everything that does not come from the request. */
  readonly options: RequestOptions;
  /** How long the whole answer may take, in milliseconds. */
  readonly timeout: number;
  /** Ends the exchange from outside. */
  readonly signal: AbortSignal;
}

/** The longest answer that is read at all, in bytes. */
const LONGEST_ANSWER = 8 * 1024 * 1024;

async function readBody(answer: IncomingMessage, url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) {
      throw new TargetError('target-undrivable', `The answer of ${url.href} is longer than 8 MiB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function joinHeaders(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (name !== 'set-cookie' && value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return headers;
}

function send(
  { method, url, headers, body }: Outgoing,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      {
        ...options,
        method,
        path: url.pathname + url.search,
        headers: { ...headers, host: url.host },
        signal,
      },
      resolve,
    );
    call.on('error', reject);
    call.end(body);
  });
}

/**
 * Sends a request and reads the whole answer.
 *
 * @throws TargetError `target-unreachable` when no answer comes in time or the connection breaks,
 *   `target-undrivable` when the answer is longer than 8 MiB
 */
export async function exchange(outgoing: Outgoing, connection: Connection): Promise<Incoming> {
  const late = AbortSignal.timeout(connection.timeout);
  const signal = AbortSignal.any([late, connection.signal]);
  try {
    const answer = await send(outgoing, connection.options, signal);
    return {
      status: answer.statusCode ?? 0,
      headers: joinHeaders(answer),
      cookies: answer.headers['set-cookie'] ?? [],
      body: await readBody(answer, outgoing.url),
    };
  } catch (cause) {
    if (cause instanceof TargetError) throw cause;
    const why = late.aborted
      ? `did not answer within ${connection.timeout} ms`
      : 'cannot be reached';
    throw new TargetError('target-unreachable', `${outgoing.url.origin} ${why}.`, { cause });
  }
}
