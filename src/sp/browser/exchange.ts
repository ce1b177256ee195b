/** Floor 5: one HTTP exchange with a port of this machine, bounded in time and size. */
import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';
import { TargetError } from '../../base/errors.js';

/** What the browser sends. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  /** The public URL; only its path and host name are sent. */
  readonly url: URL;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back: the text whole, header values of one name joined, `set-cookie` apart. */
export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** How long one answer may take, in milliseconds. */
const PATIENCE = 10_000;
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

function send(outgoing: Outgoing, agent: Agent, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      {
        host: '127.0.0.1',
        port: outgoing.port,
        method: outgoing.method,
        path: outgoing.url.pathname + outgoing.url.search,
        headers: { ...outgoing.headers, host: outgoing.url.host },
        agent,
        signal,
      },
      resolve,
    );
    call.on('error', reject);
    call.end(outgoing.body);
  });
}

/**
 * Sends a request to 127.0.0.1 and reads the whole answer.
 *
 * @throws TargetError `target-unreachable` when nothing answers in 10 seconds,
 *   `target-undrivable` when the answer is longer than 8 MiB
 */
export async function exchange(outgoing: Outgoing, agent: Agent): Promise<Incoming> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await send(outgoing, agent, signal);
    return {
      status: answer.statusCode ?? 0,
      headers: joinHeaders(answer),
      cookies: answer.headers['set-cookie'] ?? [],
      body: await readBody(answer, outgoing.url),
    };
  } catch (cause) {
    if (cause instanceof TargetError) throw cause;
    const why = signal.aborted ? 'did not answer within 10 seconds' : 'cannot be reached';
    throw new TargetError('target-unreachable', `${outgoing.url.origin} ${why}.`, { cause });
  }
}
