import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import { SAML } from '@node-saml/node-saml';
import fastify from 'fastify';

const SESSION_LIFETIME = 60 * 60 * 1000;
const COOKIE = /(?:^|;\s*)session=([^;]+)/;

/**
 * The app: accounts are made by an administrator; single sign-on opens them and makes none.
 *
 * @param options - `entryPoint`, `issuer`, `idpCert` and `callbackUrl` as node-saml knows them; `invited`, the e-mail
 *   addresses that have an account
 */
export function createApp({ invited, ...options }) {
  const saml = new SAML({ validateInResponseTo: 'always', ...options });
  const accounts = new Map(invited.map((email) => [email, { email, lastLogin: null }]));
  const sessions = new Map();
  const app = fastify();
  app.register(formbody);

  function accountOf(request) {
    const [, id] = COOKIE.exec(request.headers.cookie ?? '') ?? [];
    const session = sessions.get(id);
    return session && Date.now() < session.until ? accounts.get(session.email) : undefined;
  }

  app.get('/login', async (_request, reply) => {
    return reply.redirect(await saml.getAuthorizeUrlAsync('', undefined, {}));
  });
  app.post('/saml/acs', async (request, reply) => {
    const { profile } = await saml.validatePostResponseAsync(request.body);
    const account = accounts.get(profile.email);
    if (account === undefined) throw new Error('nobody has invited you');
    account.lastLogin = new Date();
    const id = randomUUID();
    sessions.set(id, { email: account.email, until: Date.now() + SESSION_LIFETIME });
    reply.header('set-cookie', `session=${id}; Path=/; HttpOnly; SameSite=Lax`);
    return reply.redirect('/', 303);
  });
  app.get('/', (request) => `Hello ${accountOf(request)?.email ?? 'stranger'}`);
  app.get('/me', (request, reply) => {
    const account = accountOf(request);
    return account ?? reply.code(401).send({ error: 'nobody is logged in' });
  });
  app.get('/accounts', () => [...accounts.values()]);
  app.setErrorHandler((error, _request, reply) => {
    reply.code(403).type('text/plain').send(`Login refused: ${error.message}`);
  });
  return Object.assign(app, { accounts });
}
