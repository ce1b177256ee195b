import { randomUUID } from 'node:crypto';
import express from 'express';
import session from 'express-session';
import { XmlDocument } from 'libxml2-wasm';
import * as samlify from 'samlify';

// samlify reads nothing without a validator. This one demands XML without a DOCTYPE; there are others that
// hold messages against the schema.
samlify.setSchemaValidator({
  async validate(xml) {
    const document = XmlDocument.fromString(xml);
    try {
      if (document.dtd !== null) throw new Error('a SAML message has no DOCTYPE');
      return 'valid';
    } finally {
      document.dispose();
    }
  },
});

/** What samlify leaves to the app: the audience, and that the message answers a request of ours. */
function check({ audience, response }, { entityId, requests }) {
  if (![audience].flat().includes(entityId)) throw new Error('the message is for somebody else');
  if (!requests.delete(response.inResponseTo)) throw new Error('nobody asked for this message');
}

/** What members see. */
function pages(members) {
  const router = express.Router();
  router.get('/', (request, response) => {
    const member = members.get(request.session.member);
    response.send(member ? `<h1>Hello ${member.firstName}</h1>` : '<a href="/login">Log in</a>');
  });
  router.get('/session', (request, response) => {
    const user = members.get(request.session.member);
    response.status(user ? 200 : 401).json({ user });
  });
  return router;
}

function refused(error, _request, response, next) {
  if (response.headersSent) return next(error);
  response
    .status(403)
    .type('text')
    .send(`Login refused: ${error.message ?? error}`);
}

/**
 * The app: every SSO user is a member; the first login makes the account and later logins change nothing.
 *
 * @param options - `entityId` and `acs` of this app, the IdP's `metadata`
 */
export function createApp({ entityId, acs, metadata }) {
  const members = new Map();
  const requests = new Set();
  const idp = samlify.IdentityProvider({ metadata });
  const post = samlify.Constants.namespace.binding.post;
  const sp = samlify.ServiceProvider({
    entityID: entityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: post, Location: acs }],
  });
  const app = express();
  app.use(session({ secret: randomUUID(), resave: false, saveUninitialized: false }));

  app.get('/login', (_request, response) => {
    const { id, context } = sp.createLoginRequest(idp, 'redirect');
    requests.add(id);
    response.redirect(context);
  });
  app.post('/acs', express.urlencoded({ extended: false }), async (request, response) => {
    const { extract } = await sp.parseLoginResponse(idp, 'post', request);
    check(extract, { entityId, requests });
    const { email, firstName, lastName } = extract.attributes;
    if (!members.has(extract.nameID)) members.set(extract.nameID, { email, firstName, lastName });
    request.session.regenerate((error) => {
      if (error) throw error;
      request.session.member = extract.nameID;
      response.redirect('/');
    });
  });
  app.use(pages(members));
  app.use(refused);
  return Object.assign(app, { members });
}
