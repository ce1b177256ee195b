/** The same app in every framework, and the carrier to each. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import request from 'supertest';
import { carrierOf } from '../../../src/sp/carrier/app.js';
import type { Carrier } from '../../../src/sp/carrier/carrier.js';
import { loopbackCarrier } from '../../../src/sp/carrier/loopback.js';
import { webCarrier } from '../../../src/sp/carrier/web.js';
import { sceneFor, type Scene, type Visit } from './scenes.js';

/** A carrier to the app, and what the test needs to know of the app's side. */
export interface Driven {
  readonly carrier: Carrier;
  /** The app's public origin for this carrier. */
  readonly origin: string;
  /** How much of the endless answer was produced. */
  readonly taken: () => number;
  /** Ends the app where the carrier must not. */
  close(): Promise<unknown>;
}

/** Counts what the long answer produced. */
function counter(): { readonly add: (bytes: number) => void; readonly total: () => number } {
  const pieces: number[] = [];
  return {
    add: (bytes) => void pieces.push(bytes),
    total: () => pieces.reduce((sum, piece) => sum + piece, 0),
  };
}

/** The longest body that an app takes, where its framework asks. */
const LONGEST_BODY = 64 * 1024 * 1024;

/** A body as bytes and as text. */
function bodyFrom(given: unknown): Pick<Visit, 'body' | 'bytes'> {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array();
  return { bytes, body: Buffer.from(bytes).toString() };
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function headersOf(message: IncomingMessage): Visit['headers'] {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, value?.toString()]),
  );
}

async function visitOf(message: IncomingMessage): Promise<Visit> {
  const bytes = await bytesOf(message as AsyncIterable<Buffer>);
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    headers: headersOf(message),
    ...bodyFrom(bytes),
  };
}

function send(found: Scene, response: ServerResponse): void {
  response.statusCode = found.status;
  for (const [name, value] of found.headers) response.appendHeader(name, value);
  if (typeof found.body !== 'function') {
    response.end(found.body);
    return;
  }
  Readable.from(found.body())
    .on('error', () => response.destroy())
    .pipe(response);
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

type Taken = (bytes: number) => void;

function listener(taken: Taken): RequestListener {
  return (message, response) =>
    void visitOf(message).then((visit) => {
      const found = sceneFor(visit, taken);
      if (found !== 'hang') send(found, response);
    });
}

function expressApp(taken: Taken): express.Express {
  const app = express();
  app.use(express.raw({ type: () => true, limit: LONGEST_BODY }));
  app.use((message, response) => {
    const { method, originalUrl: path } = message;
    const visit = { method, path, headers: headersOf(message), ...bodyFrom(message.body) };
    const found = sceneFor(visit, taken);
    if (found === 'hang') return;
    if (typeof found.body === 'function') {
      send(found, response);
      return;
    }
    for (const [name, value] of found.headers) response.append(name, value);
    response.status(found.status).send(found.body ?? '');
  });
  return app;
}

function koaApp(taken: Taken): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(async (context): Promise<void> => {
    const found = sceneFor(await visitOf(context.req), taken);
    if (found === 'hang') return never();
    context.status = found.status;
    for (const [name, value] of found.headers) context.append(name, value);
    context.body = typeof found.body === 'function' ? Readable.from(found.body()) : found.body;
  });
  return app;
}

function fastifyApp(taken: Taken): ReturnType<typeof fastify> {
  const app = fastify({ bodyLimit: LONGEST_BODY });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.all('*', async (message: FastifyRequest, reply: FastifyReply) => {
    const { method, url: path, raw } = message;
    const visit = { method, path, headers: headersOf(raw), ...bodyFrom(message.body) };
    const found = sceneFor(visit, taken);
    if (found === 'hang') return never();
    for (const [name, value] of found.headers) reply.header(name, value);
    reply.code(found.status);
    return reply.send(typeof found.body === 'function' ? Readable.from(found.body()) : found.body);
  });
  return app;
}

function fetchHandler(taken: Taken): (message: Request) => Promise<Response> {
  return async (message) => {
    const { pathname, search } = new URL(message.url);
    const found = sceneFor(
      {
        method: message.method,
        path: pathname + search,
        headers: Object.fromEntries(message.headers),
        ...bodyFrom(new Uint8Array(await message.arrayBuffer())),
      },
      taken,
    );
    if (found === 'hang') return never();
    const headers = new Headers(
      found.headers.map(([name, value]): [string, string] => [name, value]),
    );
    const body =
      typeof found.body === 'function'
        ? (Readable.toWeb(Readable.from(found.body())) as BodyInit)
        : found.body;
    return new Response((body ?? null) as BodyInit | null, {
      status: found.status,
      headers,
    });
  };
}

function honoApp(taken: Taken): Hono {
  const app = new Hono();
  app.all('*', (context) => fetchHandler(taken)(context.req.raw));
  return app;
}

const PUBLIC = 'https://sp.example';
const nothing = (): Promise<void> => Promise.resolve();

async function inProcess(
  make: (taken: Taken) => Parameters<typeof carrierOf>[0],
  timeout: number,
): Promise<Driven> {
  const { add, total } = counter();
  const carrier = await carrierOf(make(add), { timeout });
  return { carrier, origin: PUBLIC, taken: total, close: nothing };
}

/** A server that the test started: the carrier must leave it open. */
async function running(
  open: (port: number) => Carrier | Promise<Carrier>,
  origin: (port: number) => string,
): Promise<Driven> {
  const { add, total } = counter();
  const server = createServer(listener(add));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<unknown> =>
    new Promise((resolve) => {
      if (!server.listening) throw new Error('the carrier closed a server that is not its own');
      server.close(resolve);
      server.closeAllConnections();
    });
  return { carrier: await open(port), origin: origin(port), taken: total, close };
}

const local = (port: number): string => `http://localhost:${port}`;
const named = (): string => PUBLIC;

/** Every kind of app. */
export const DRIVEN: Readonly<Record<string, (timeout: number) => Promise<Driven>>> = {
  'a loopback port': (timeout) => running((port) => loopbackCarrier({ port, timeout }), named),
  'a real origin': (timeout) => running(() => webCarrier({ timeout }), local),
  'a base URL under a public name': (timeout) =>
    running((port) => carrierOf(`http://127.0.0.1:${port}`, { timeout }), named),
  'a request listener': (timeout) => inProcess(listener, timeout),
  'an Express app': (timeout) => inProcess(expressApp, timeout),
  'an http.Server': (timeout) => inProcess((taken) => createServer(listener(taken)), timeout),
  'a Koa app': (timeout) => inProcess(koaApp, timeout),
  'a Fastify app': (timeout) => inProcess(fastifyApp, timeout),
  'a Hono app': (timeout) => inProcess(honoApp, timeout),
  'a fetch handler': (timeout) => inProcess(fetchHandler, timeout),
  'a supertest agent': (timeout) => inProcess((taken) => request.agent(expressApp(taken)), timeout),
};
