/** An app on Express with everything that Standin can be told of: session, users, reset, clock, deprovisioning. */
import express, { type Express } from 'express';
import { samlSp, sessionIn, type SamlSp } from './saml-sp.js';

export interface ExpressApp {
  readonly app: Express;
  readonly sp: SamlSp;
  /** Bodies of the calls of an administrator, by path. */
  readonly calls: { readonly path: string; readonly body: unknown }[];
}

const FORM = (token: string): string =>
  `<form method="post" action="/sso"><input name="csrf" type="hidden" value="${token}">
   <label>E-mail <input name="email"></label><button>Continue</button></form>`;

/** The ways a login begins: by link, or after a form that asks for the address. */
function addLogin(app: Express, sp: SamlSp): void {
  app.get('/login', async (_request, response) => response.redirect(await sp.loginUrl()));
  app.get('/sso', (_request, response) => {
    response.cookie('csrf', 'c5', { httpOnly: true }).send(FORM('c5'));
  });
  app.post('/sso', async (request, response) => {
    const { csrf, email } = request.body as Record<string, string>;
    if (csrf !== 'c5' || !request.headers.cookie?.includes('csrf=c5')) {
      response.status(403).send('forged');
    } else if (email?.endsWith('@acme.example') === true) response.redirect(await sp.loginUrl());
    else response.status(422).send('no such company');
  });
  app.post('/saml/acs', async (request, response) => {
    const { SAMLResponse = '' } = request.body as Record<string, string>;
    const session = await sp.consume(SAMLResponse);
    response.cookie('sid', session, { httpOnly: true }).redirect('/');
  });
}

/** Makes the app. */
export function expressApp(base: string): ExpressApp {
  const app = express();
  const sp = samlSp(base);
  const calls: { path: string; body: unknown }[] = [];
  app.use(express.urlencoded({ extended: false }), express.json(), express.text({ type: '*/xml' }));
  addLogin(app, sp);
  app.get('/', (_request, response) => void response.send('<h1>Home</h1>'));
  app.get('/me', (request, response) => {
    const user = sp.who(sessionIn(request.headers.cookie));
    if (user === undefined) response.status(401).json({ error: 'log in' });
    else response.json({ user });
  });
  app.get('/users', (_request, response) => void response.json([...sp.users.values()]));
  app.get('/metadata', (_request, response) => void response.type('xml').send(sp.metadata()));
  app.post('/admin/:call', (request, response) => {
    calls.push({ path: request.path, body: request.body as unknown });
    if (request.path === '/admin/reset') sp.reset();
    if (request.path === '/admin/fail') response.status(500).send('<b>no database</b>');
    else response.status(204).end();
  });
  return { app, sp, calls };
}
