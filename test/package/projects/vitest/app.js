// A small Express app with SAML login, as a team writes it: it knows nothing of Standin.
import { randomUUID } from 'node:crypto';
import { SAML } from '@node-saml/node-saml';
import express from 'express';

const ORIGIN = 'https://app.example';

/** Where the app finds its identity provider; `follows`: later logins change the account. */
export function createApp({ entryPoint, certificate, follows }) {
  const users = new Map();
  const sessions = new Map();
  const saml = new SAML({
    entryPoint,
    idpCert: certificate,
    issuer: `${ORIGIN}/saml`,
    audience: `${ORIGIN}/saml`,
    callbackUrl: `${ORIGIN}/saml/acs`,
    wantAuthnResponseSigned: false,
  });
  const app = express();
  app.get('/login', async (_, response) => {
    response.redirect(await saml.getAuthorizeUrlAsync('', undefined, {}));
  });
  app.post('/saml/acs', express.urlencoded({ extended: false }), async (request, response) => {
    try {
      const { profile } = await saml.validatePostResponseAsync(request.body);
      const { nameID: id, email = id, firstName, lastName } = profile;
      if (follows || !users.has(id)) users.set(id, { id, email, firstName, lastName });
      const session = randomUUID();
      sessions.set(session, id);
      response.cookie('session', session, { httpOnly: true }).redirect('/me');
    } catch (error) {
      response.status(403).send(`<h1>Access denied</h1><p>${error.message}</p>`);
    }
  });
  app.get('/me', (request, response) => {
    const [, session] = /session=([^;]+)/.exec(request.headers.cookie ?? '') ?? [];
    const user = users.get(sessions.get(session));
    if (user === undefined) response.status(401).json({ error: 'nobody is logged in' });
    else response.json(user);
  });
  return { app, users };
}
