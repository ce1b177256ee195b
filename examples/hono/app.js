import { randomUUID } from 'node:crypto';
import { SAML } from '@node-saml/node-saml';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const SESSION_LIFETIME = 60 * 60 * 1000;

/**
 * The app, as a handler of web-standard requests: it runs on Node, Bun, Deno and at the edge.
 *
 * @param options - `entryPoint`, `issuer`, `idpCert` and `callbackUrl` as node-saml knows them
 */
export function createApp(options) {
  const saml = new SAML({ validateInResponseTo: 'always', ...options });
  const users = new Map();
  const sessions = new Map();
  const app = new Hono();

  function userOf(context) {
    const session = sessions.get(getCookie(context, 'session'));
    return session && Date.now() < session.until ? users.get(session.email) : undefined;
  }

  app.get('/login', async (context) => {
    return context.redirect(await saml.getAuthorizeUrlAsync('', undefined, {}));
  });
  app.post('/saml/acs', async (context) => {
    const form = await context.req.parseBody();
    const { profile } = await saml.validatePostResponseAsync(form);
    const { email, firstName, lastName } = profile;
    users.set(email, { email, name: `${firstName} ${lastName}` });
    const id = randomUUID();
    sessions.set(id, { email, until: Date.now() + SESSION_LIFETIME });
    const secure = new URL(options.callbackUrl).protocol === 'https:';
    setCookie(context, 'session', id, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
    return context.redirect('/', 303);
  });
  app.post('/logout', (context) => {
    sessions.delete(deleteCookie(context, 'session'));
    return context.redirect('/', 303);
  });
  app.get('/', (context) => context.text(`Hello ${userOf(context)?.name ?? 'stranger'}`));
  app.get('/api/session', (context) => {
    const user = userOf(context);
    return user ? context.json({ user }) : context.json({ error: 'nobody is logged in' }, 401);
  });
  app.onError((error, context) => context.text(`Login refused: ${error.message}`, 403));
  return Object.assign(app, { users });
}
