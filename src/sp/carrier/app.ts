/** Floor 5: the carrier for an app as its framework gives it: one table of what is recognised. */
import { Server, type RequestListener } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import { UserError } from '../../base/errors.js';
import type { App, FetchHandler, SupertestAgent } from '../app-options.js';
import { agentCarrier } from './agent.js';
import type { Carrier } from './carrier.js';
import { fetchCarrier } from './fetch.js';
import { listenerCarrier } from './listener.js';
import { serverCarrier } from './server.js';
import { webCarrier } from './web.js';

/** How an app in this process is spoken to. */
export interface CarrierOptions {
  /** How long one answer may take, in milliseconds. Default 10,000. */
  readonly timeout?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** One kind of app. */
interface Kind {
  readonly title: string;
  recognises(app: unknown): boolean;
  open(app: unknown, timeout: number): Carrier | Promise<Carrier>;
}

function fieldsOf(app: unknown): Fields {
  return (typeof app === 'object' && app !== null) || typeof app === 'function'
    ? (app as Fields)
    : {};
}

/** Whether all of these are methods of it. */
function has(app: unknown, ...names: readonly string[]): boolean {
  const fields = fieldsOf(app);
  return names.every((name) => typeof fields[name] === 'function');
}

function baseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new UserError('option-invalid', `app: "${text}" is no http or https URL.`, {
    fix: "Write the whole base URL, e.g. 'http://localhost:3000', or pass the app itself.",
  });
}

interface FastifyLike {
  ready(): PromiseLike<unknown>;
  readonly routing: RequestListener;
}

/** In the order in which they are tried: the most particular first. */
const KINDS: readonly Kind[] = [
  {
    title: 'the base URL of an app that runs already',
    recognises: (app) => typeof app === 'string',
    open: (app, timeout) => webCarrier({ via: baseUrl(app as string), timeout }),
  },
  {
    title: 'an http.Server',
    recognises: (app) => app instanceof Server || app instanceof HttpsServer,
    open: (app, timeout) => serverCarrier(app as Server, timeout),
  },
  {
    title: 'a supertest agent (request.agent(app))',
    recognises: (app) => has(app, 'get', 'post') && 'jar' in fieldsOf(app),
    open: (app, timeout) => agentCarrier(app as SupertestAgent, timeout),
  },
  {
    title: 'a Fastify app',
    recognises: (app) => has(app, 'ready', 'routing'),
    async open(app, timeout) {
      const fastify = app as FastifyLike;
      await fastify.ready();
      return listenerCarrier((request, response) => fastify.routing(request, response), timeout);
    },
  },
  {
    title: 'a Koa app',
    recognises: (app) => has(app, 'callback'),
    open: (app, timeout) =>
      listenerCarrier((app as { callback(): RequestListener }).callback(), timeout),
  },
  {
    title: 'an object with fetch(request), such as a Hono app',
    recognises: (app) => has(app, 'fetch'),
    open(app, timeout) {
      const web = app as { fetch: FetchHandler };
      return fetchCarrier((request) => web.fetch(request), timeout);
    },
  },
  {
    title: 'a request listener (request, response), such as an Express app',
    recognises: (app) => typeof app === 'function' && app.length >= 2,
    open: (app, timeout) => listenerCarrier(app as RequestListener, timeout),
  },
  {
    title: 'a fetch handler (request) => Response',
    recognises: (app) => typeof app === 'function',
    open: (app, timeout) => fetchCarrier(app as FetchHandler, timeout),
  },
];

/** Things that come near, and what was meant. */
const NEARLY: readonly (readonly [method: string, fix: string])[] = [
  ['getHttpServer', 'This is a Nest app: pass `app.getHttpServer()`.'],
  ['del', 'This is supertest without an agent: pass `request.agent(app)`.'],
  ['then', 'This is a promise: await it first.'],
];

function refuse(app: unknown): never {
  const near = NEARLY.find(([method]) => has(app, method))?.[1];
  const what =
    app === null ? 'null' : Array.isArray(app) ? 'an array' : `a value of type ${typeof app}`;
  throw new UserError('option-invalid', `app: ${what} is no app that can be driven.`, {
    fix: `${near === undefined ? '' : `${near} `}Accepted are ${KINDS.map(({ title }) => title).join('; ')}.`,
  });
}

/**
 * Opens the carrier for an app. What the carrier starts it also ends; what the user started stays as it is.
 *
 * @param app - an app as its framework gives it
 * @param options - `timeout` in milliseconds
 * @throws UserError `option-invalid` for anything else, with what is accepted
 * @example
 * const carrier = await carrierOf(express());
 * const { status } = await carrier.send({ method: 'GET', url: new URL('https://sp.example/'), headers: {} });
 * await carrier.close();
 */
export async function carrierOf(
  app: App,
  { timeout = 10_000 }: CarrierOptions = {},
): Promise<Carrier> {
  const kind = KINDS.find((candidate) => candidate.recognises(app)) ?? refuse(app);
  return kind.open(app, timeout);
}
