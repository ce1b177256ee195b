/** The app around an SP library: accounts by NameID, sessions by cookie, and no check of its own. */
import { randomUUID } from 'node:crypto';
import express from 'express';
import type { ErrorRequestHandler, Express, Request } from 'express';
import type { Person, SpLibrary } from './sp-library.js';

interface AppUser {
  readonly id: string;
  readonly nameId: string;
  email: string | undefined;
}

export interface LibraryApp {
  readonly app: Express;
  /** By NameID. */
  readonly users: Map<string, AppUser>;
}

function findOrCreate(users: LibraryApp['users'], { nameId, email }: Person): AppUser {
  const user = users.get(nameId) ?? { id: randomUUID(), nameId, email };
  user.email = email ?? user.email;
  users.set(nameId, user);
  return user;
}

function sessionId(request: Request): string {
  return /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}

/** samlify rejects with bare strings. */
const refused: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) next(error);
  else if (error instanceof Error) {
    response.status(403).json({ error: error.name, message: error.message });
  } else response.status(403).json({ error: String(error) });
};

/** Puts an app around a library; the ACS is where its URL says. */
export function appAround(library: SpLibrary, acs: string): LibraryApp {
  const users: LibraryApp['users'] = new Map();
  const sessions = new Map<string, AppUser>();
  const app = express();
  app.use(express.urlencoded({ extended: false, limit: '1mb' }));
  app.get('/login', (request, response) => library.begin(request, response));
  app.post(new URL(acs).pathname, async (request, response) => {
    const session = randomUUID();
    sessions.set(session, findOrCreate(users, await library.consume(request, response)));
    response.cookie('sid', session, { httpOnly: true }).redirect('/');
  });
  app.get('/', (_request, response) => void response.send('<h1>Home</h1>'));
  app.get('/me', (request, response) => {
    const user = sessions.get(sessionId(request));
    if (user === undefined) response.status(401).json({ error: 'nobody is logged in' });
    else response.json({ nameId: user.nameId, email: user.email, accountId: user.id });
  });
  app.get('/accounts', (_request, response) => void response.json([...users.values()]));
  app.use(refused);
  return { app, users };
}
