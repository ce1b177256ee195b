/** An Express app with SAML login and logout, whatever library does it: sessions by cookie, no check of its own. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { SpFacts } from '../../../src/idp/tenant.js';
import { signingKeyToPem } from '../../../src/keys/key-pem.js';
import type { Places } from '../../../src/server/endpoints/endpoint.js';
import { fixedKey } from '../../idp/scene.js';

/** Whom the library read, and what an SP must send to end the session. */
export interface SignedIn {
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string;
}

/** What the library needs to know of the IdP. */
export interface IdpFacts {
  readonly metadata: string;
  readonly certificate: string;
  readonly issuer: string;
  readonly places: Places;
}

/** How the app asks. */
export interface Asking {
  readonly binding: 'redirect' | 'post';
  readonly signed: boolean;
  readonly forceAuthn?: boolean;
  readonly isPassive?: boolean;
  /** A class of authentication context. */
  readonly context?: string;
  /** A NameID format; samlify always asks for `emailAddress`. */
  readonly format?: string;
}

/** An SP library behind the app. Each answers the browser itself where it sends a message. */
interface SpLibrary {
  login(request: Request, response: Response): Promise<void>;
  consume(request: Request): Promise<SignedIn>;
  logout(person: SignedIn, request: Request, response: Response): Promise<void>;
  /** A message at the app's single logout service. @returns who asked or answered; a request is answered by it */
  slo(request: Request, response: Response): Promise<SloMessage>;
}

type SloMessage =
  | { readonly kind: 'request'; readonly nameId: string; answer(): Promise<void> }
  | { readonly kind: 'answer' };

export type MakeLibrary = (sp: SpSide, idp: IdpFacts, asking: Asking) => SpLibrary;

/** What the app says of itself. */
export interface SpSide {
  readonly facts: Required<Pick<SpFacts, 'entityId' | 'acsUrl' | 'sloUrl' | 'signingCertificate'>>;
  readonly privateKey: string;
  readonly certificate: string;
}

export interface SpApp extends AsyncDisposable {
  readonly origin: string;
  readonly sp: SpSide;
  /** What it last got: RelayState, to the byte. */
  readonly got: { relayState?: string };
  connect(library: SpLibrary): void;
}

const refused: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) next(error);
  else response.status(403).send(error instanceof Error ? error.message : String(error));
};

function sidOf({ headers }: Request, name: string): string {
  return new RegExp(`(?:^|; )${name}=([^;]+)`).exec(headers.cookie ?? '')?.[1] ?? '';
}

function sideOf(origin: string): SpSide {
  const key = fixedKey('attacker-1');
  const { privateKey, certificate } = signingKeyToPem(key);
  return {
    facts: {
      entityId: `${origin}/metadata`,
      acsUrl: `${origin}/acs`,
      sloUrl: `${origin}/slo`,
      signingCertificate: key.certificate.base64,
    },
    privateKey,
    certificate,
  };
}

/** Starts an app on a free port; it can be asked once a library is connected. */
export async function openSpApp(name: string): Promise<SpApp> {
  const held: { library?: SpLibrary } = {};
  const got: SpApp['got'] = {};
  const sessions = new Map<string, SignedIn>();
  const cookie = `sid-${name}`;
  const library = (): SpLibrary => {
    if (held.library === undefined) throw new Error('not connected');
    return held.library;
  };
  const app = express();
  app.use(express.urlencoded({ extended: false, limit: '1mb' }));
  app.get('/login', (request, response) => library().login(request, response));
  app.post('/acs', async (request, response) => {
    const { RelayState } = request.body as { readonly RelayState?: string };
    if (RelayState === undefined) delete got.relayState;
    else got.relayState = RelayState;
    const id = randomUUID();
    sessions.set(id, await library().consume(request));
    response.cookie(cookie, id, { httpOnly: true }).redirect('/');
  });
  app.get('/logout', async (request, response) => {
    const person = sessions.get(sidOf(request, cookie));
    if (person === undefined) response.redirect('/');
    else await library().logout(person, request, response);
  });
  app.all('/slo', async (request, response) => {
    const message = await library().slo(request, response);
    if (message.kind === 'answer') {
      sessions.delete(sidOf(request, cookie));
      response.redirect('/');
      return;
    }
    for (const [id, { nameId }] of sessions) if (nameId === message.nameId) sessions.delete(id);
    await message.answer();
  });
  app.get('/', (request, response) => {
    const person = sessions.get(sidOf(request, cookie));
    response.send(person === undefined ? 'Hello stranger' : `Hello ${person.nameId}`);
  });
  app.use(refused);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    sp: sideOf(origin),
    got,
    connect: (given) => void (held.library = given),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
