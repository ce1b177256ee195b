/** Floor 5: the server on a port of this machine. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../base/errors.js';
import { saidAt, type CodedSaid } from './admin/said-at.js';
import type { Answer } from './http/answer.js';
import { answerBroken } from './http/broken-request.js';
import { readRequest } from './http/request.js';
import { messagePage } from './pages/message-page.js';
import { answer } from './server.js';
import type { ServerState } from './state/server-state.js';

/** Where to listen. */
export interface ListenOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Serves https with this key and certificate (PEM). */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** How long a request may take to arrive, in milliseconds; absent: half a minute. */
  readonly patience?: number;
}

/** A port that is held. */
export interface HeldPort {
  /** `http://127.0.0.1:7000`. */
  readonly origin: string;
  /** Requests go there from now on. */
  serve(listener: RequestListener): void;
  /** Finishes what is under way, and stops. */
  close(): Promise<void>;
}

const TOO_LONG: CodedSaid = {
  code: 'message-too-large',
  status: 413,
  title: 'The message is too long',
  message: 'No request to this server is longer than one megabyte.',
};

function write(
  response: ServerResponse,
  { status, headers, body, stream }: Answer,
  head: boolean,
): void {
  const all = Object.entries(headers).map(([name, value]): [string, string | string[]] => [
    name,
    typeof value === 'string' ? value : [...value],
  ]);
  response.writeHead(status, Object.fromEntries(all));
  if (stream === undefined || head) {
    response.end(head ? undefined : body);
    return;
  }
  response.write(body);
  stream(response);
}

/** What was asked for cannot be done, and who asked can mend it; anything else is our bug. */
function failure(state: ServerState, error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UserError) {
    state.log.add({ kind: 'error', summary: message, facts: { code: error.code } });
    const fix = error.fix === undefined ? {} : { fix: error.fix };
    return messagePage({ status: 422, title: 'This cannot be done', message, ...fix });
  }
  state.log.add({ kind: 'error', summary: `Standin failed: ${message}` });
  return messagePage({
    status: 500,
    title: 'Standin failed',
    message,
    fix: 'This is a bug of Standin, or of the scenario. The log has the request before it.',
  });
}

async function handle(
  state: ServerState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const http = await readRequest(request);
    // What was not read of a body that is too long is not wanted.
    if (http === undefined) response.setHeader('connection', 'close');
    const answered =
      http === undefined ? saidAt(request.url ?? '', TOO_LONG) : await answer(state, http);
    write(response, answered, request.method === 'HEAD');
  } catch (error) {
    if (!response.headersSent && !response.destroyed) write(response, failure(state, error), false);
  }
}

/** The listener of a server's state. */
export function listenerOf(state: ServerState): RequestListener {
  return (request, response) => void handle(state, request, response);
}

/** On one machine all servers share the browser's cookies, whatever their ports: there may be many. */
const LONGEST_HEAD = 64 * 1024;
/** How long a request may take to arrive, in milliseconds. */
const PATIENCE = 30_000;

async function createFor({ tls, patience = PATIENCE }: ListenOptions): Promise<Server> {
  const limits = {
    maxHeaderSize: LONGEST_HEAD,
    requestTimeout: patience,
    headersTimeout: patience,
    connectionsCheckingInterval: Math.min(patience, 5000),
  };
  if (tls === undefined) return createServer(limits);
  const { createServer: createSecure } = await import('node:https');
  return createSecure({ ...limits, ...tls });
}

function bound(server: Server, { port, host }: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `Standin cannot listen at ${host}:${port}: ${cause.code ?? cause.message}.`;
      const fix = 'Choose another port with --port, or any free one with --port 0.';
      reject(new UserError('option-invalid', message, { cause, fix }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Streams of events never end by themselves.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}

/**
 * Takes a port; its number is part of the addresses that the state is made of.
 *
 * @throws UserError `option-invalid` when the port is taken
 */
export async function holdPort(options: ListenOptions): Promise<HeldPort> {
  const server = await createFor(options);
  const port = await bound(server, options);
  server.on('clientError', answerBroken);
  const { host, tls } = options;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const shown = name.includes(':') ? `[${name}]` : name;
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://${shown}:${port}`,
    serve: (listener) => void server.on('request', listener),
    close: () => stop(server),
  };
}
