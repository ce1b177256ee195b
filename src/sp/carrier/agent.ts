/** Floor 5: supertest's agent: it keeps the cookies, so that a test can go on with it. */
import { StandinError } from '../../base/errors.js';
import type { SupertestAgent } from '../app-options.js';
import type { Carrier, Incoming, Outgoing } from './carrier.js';
import { brokenOff } from './carrier-failure.js';
import { startDeadline } from './deadline.js';
import { decodeText } from './decode-text.js';
import { forwardedHeaders } from './forwarded-headers.js';
import { LONGEST_ANSWER, tooLong } from './gather.js';

/** What superagent hands to a parser: the answer, decompressed, but only for those who listen to its events. */
interface AnswerStream {
  on(event: 'data', take: (chunk: Buffer) => void): this;
  on(event: 'end', take: () => void): this;
  on(event: 'error', take: (cause: Error) => void): this;
}

/** The few methods of supertest's `Test` that are used; the package itself is never imported. */
interface Test {
  /** The `Cookie` header that its agent chose. */
  cookies: string;
  redirects(most: number): this;
  ok(judge: () => boolean): this;
  buffer(whole: boolean): this;
  parse(
    parser: (stream: AnswerStream, done: (error: Error | null, bytes?: Buffer) => void) => void,
  ): this;
  set(headers: Readonly<Record<string, string>>): this;
  send(body: string | Uint8Array): this;
  serialize(write: (body: unknown) => unknown): this;
  abort(): this;
  /** Settles it, as an answer or a failed connection would. */
  callback(error: Error): void;
  end(done: (error: Error | null, response?: TestResponse) => void): void;
}

interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
}

/** The part of the agent's jar (package `cookiejar`) that is asked. */
interface Jar {
  getCookies(access: {
    readonly domain: string;
    readonly path: string;
    readonly secure: boolean;
    readonly script: boolean;
  }): readonly { readonly name: string; readonly value: string }[];
}

function isJar(value: unknown): value is Jar {
  return typeof value === 'object' && value !== null && 'getCookies' in value;
}

/**
 * The agent's own cookies for this request. The agent itself asks for http://127.0.0.1; to the browser the app has
 * its public URL, so Secure cookies travel, and those that SameSite holds back do not.
 */
function cookiesFor(jar: unknown, { url, withheld = [] }: Outgoing): string | undefined {
  if (!isJar(jar)) return undefined;
  const secure = url.protocol === 'https:';
  const access = { domain: '127.0.0.1', path: url.pathname, secure, script: false };
  return jar
    .getCookies(access)
    .filter(({ name }) => !withheld.includes(name))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

function begin(agent: SupertestAgent, outgoing: Outgoing): Test {
  const { method, url, body } = outgoing;
  const path = url.pathname + url.search;
  const test = (method === 'POST' ? agent.post(path) : agent.get(path)) as Test;
  const headers: Record<string, string> = {
    ...forwardedHeaders(url),
    host: url.host,
    ...outgoing.headers,
  };
  // The jar is the agent's: a second Cookie header would send every cookie twice.
  delete headers['cookie'];
  test.set(headers);
  const cookies = cookiesFor(agent.jar, outgoing);
  if (cookies !== undefined) test.cookies = cookies;
  // By itself superagent would take bytes for an object, and write its properties as a form.
  if (body !== undefined) test.serialize((given) => given).send(body);
  return test
    .redirects(0)
    .ok(() => true)
    .buffer(true);
}

/** Like `gather`, by events. */
function collect(
  stream: AnswerStream,
  url: URL,
  done: (error: Error | null, bytes?: Buffer) => void,
): void {
  const kept: Buffer[] = [];
  let size = 0;
  stream
    .on('data', (chunk) => {
      size += chunk.length;
      if (size > LONGEST_ANSWER) done(tooLong(url));
      else kept.push(chunk);
    })
    .on('end', () => done(null, Buffer.concat(kept)))
    .on('error', (cause) => done(cause));
}

function finish(test: Test, { url }: Outgoing, signal: AbortSignal): Promise<TestResponse> {
  return new Promise((resolve, reject) => {
    // An abort alone would leave the server open that supertest started: it waits for the callback.
    const end = (): void => {
      test.abort();
      test.callback(new Error('ended'));
    };
    signal.addEventListener('abort', end, { once: true });
    test.parse((stream, done) => {
      collect(stream, url, (error, bytes) => {
        done(error, bytes);
        if (error !== null) test.abort();
      });
    });
    test.end((error, response) => {
      signal.removeEventListener('abort', end);
      if (response === undefined) reject(error ?? new Error('no answer'));
      else resolve(response);
    });
    if (signal.aborted) end();
  });
}

function incomingOf({ status, headers, body }: TestResponse): Incoming {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'set-cookie' || value === undefined) continue;
    joined[name] = typeof value === 'string' ? value : value.join(', ');
  }
  const cookies = headers['set-cookie'] ?? [];
  return {
    status,
    headers: joined,
    cookies: typeof cookies === 'string' ? [cookies] : cookies,
    body: Buffer.isBuffer(body) ? decodeText(body, joined['content-type'] ?? '') : '',
  };
}

/**
 * Opens a carrier through an agent. The agent decides which cookies there are, so a session it has stays, and the
 * session that a login opens is the agent's; the browser decides which of them may travel.
 *
 * @param agent - supertest's `request.agent(app)`
 * @param timeout - how long one answer may take, in milliseconds
 */
export function agentCarrier(agent: SupertestAgent, timeout: number): Carrier {
  const closing = new AbortController();
  return {
    async send(outgoing) {
      const deadline = startDeadline(outgoing, { timeout, closing: closing.signal });
      try {
        const test = begin(agent, outgoing);
        return incomingOf(await finish(test, outgoing, deadline.signal));
      } catch (cause) {
        if (cause instanceof StandinError) throw cause;
        throw deadline.failure() ?? brokenOff(outgoing, cause);
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
