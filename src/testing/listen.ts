/** Floor 9: the mock IdP on a port of this machine. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../base/errors.js';
import type { Page } from '../idp/outcome.js';
import { PAGE_HEADERS } from '../idp/page.js';
import { answerLaunch, answerRequest } from './answer-arrival.js';
import { hintPage } from './hint-page.js';
import { formFields, readBody } from '../server/http/body.js';
import { metadataOf } from './published.js';
import type { Scene } from './scene.js';

/** Where to listen. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: nobody but this machine. */
  readonly host?: string;
}

/**
 * The IdP as it is served.
 *
 * @example
 * const listening = await idp.listen();
 * const metadata = await fetch(listening.metadataUrl);
 * metadata.status; // 200
 * await listening.close();
 */
export interface Listening {
  /** The origin: `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly ssoUrl: string;
  readonly metadataUrl: string;
  /** Starts a login at the IdP, as the application's tile does; takes `RelayState`. */
  readonly launchUrl: string;
  close(): Promise<void>;
}

const NOT_HERE = hintPage(404, {
  title: 'There is nothing here',
  message: 'The mock IdP answers at these addresses:',
  code: '/sso  /launch  /metadata',
});

const TOO_LONG = hintPage(413, {
  title: 'The message is too long',
  message: 'No AuthnRequest is longer than one megabyte.',
  code: 'POST /sso',
});

function metadataPage(scene: Scene): Page {
  const headers = { ...PAGE_HEADERS, 'content-type': 'application/samlmetadata+xml' };
  return { status: 200, headers, html: metadataOf(scene.state) };
}

/** The page for a request, whatever it is. */
async function pageFor(scene: Scene, request: IncomingMessage): Promise<Page> {
  const { method = 'GET', url: target = '/' } = request;
  if (!URL.canParse(target, 'http://idp')) return NOT_HERE;
  const url = new URL(target, 'http://idp');
  const route = `${method === 'HEAD' ? 'GET' : method} ${url.pathname}`;
  if (route === 'GET /metadata') return metadataPage(scene);
  if (route === 'GET /launch') return answerLaunch(scene, { url });
  if (route === 'GET /sso') return answerRequest(scene, { url });
  if (route !== 'POST /sso') return NOT_HERE;
  const body = await readBody(request);
  return body === undefined ? TOO_LONG : answerRequest(scene, { url, form: formFields(body) });
}

function failurePage(error: unknown): Page {
  return hintPage(500, {
    title: 'The mock IdP failed',
    message: 'This is a mistake in the test or in Standin:',
    code: error instanceof Error ? error.message : String(error),
  });
}

function write(response: ServerResponse, { status, headers, html }: Page): void {
  response.writeHead(status, headers).end(html);
}

async function handle(
  scene: Scene,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const page = await pageFor(scene, request);
    // What was not read of a body that is too long is not wanted.
    if (page === TOO_LONG) response.setHeader('connection', 'close');
    write(response, page);
  } catch (error) {
    if (!response.headersSent && !response.destroyed) write(response, failurePage(error));
  }
}

function start(server: Server, { port = 0, host = '127.0.0.1' }: ListenOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `The mock IdP cannot listen at ${host}:${port}: ${cause.code ?? cause.message}.`;
      reject(
        new UserError('option-invalid', message, {
          cause,
          fix: 'Leave the port out: any free one is taken.',
        }),
      );
    });
    server.listen(port, host, () => {
      const { address, port: taken, family } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Names the SSO URL that the IdP has from now on, to the apps that are open already too. */
function serveAt({ state, apps }: Scene, ssoUrl: string | undefined): void {
  if (ssoUrl === undefined) delete state.served;
  else state.served = { ssoUrl };
  for (const { stage } of apps.all) stage.application = state.application(stage.target);
}

/**
 * Serves the IdP.
 *
 * @throws UserError `option-invalid` when the port is taken
 */
export async function listen(scene: Scene, options: ListenOptions): Promise<Listening> {
  const server = createServer((request, response) => void handle(scene, request, response));
  server.requestTimeout = 30_000;
  server.on('clientError', (_, socket) => socket.destroy());
  const url = await start(server, options);
  const ssoUrl = `${url}/sso`;
  serveAt(scene, ssoUrl);
  return {
    url,
    ssoUrl,
    metadataUrl: `${url}/metadata`,
    launchUrl: `${url}/launch`,
    async close() {
      serveAt(scene, undefined);
      await stop(server);
    },
  };
}
