import { randomUUID } from 'node:crypto';
import { Strategy } from '@node-saml/passport-saml';
import express from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import { Accounts } from './accounts.js';

const SESSION_LIFETIME = 8 * 60 * 60 * 1000;

/** An attribute that is sent once is a string, one that is sent more often a list. */
const list = (value) => [value ?? []].flat();

function personOf(profile) {
  const roles = list(profile.roles);
  return {
    nameId: profile.nameID,
    email: profile.email,
    firstName: profile.firstName,
    lastName: profile.lastName,
    groups: list(profile.groups),
    // Whose IdP sends no roles keeps those that were given here.
    ...(roles.length > 0 && { roles }),
  };
}

function strategy(saml, accounts) {
  const logIn = (profile, done) => {
    try {
      done(null, accounts.logIn(personOf(profile)));
    } catch (error) {
      done(error);
    }
  };
  const logOut = (profile, done) => done(null, accounts.byNameId(profile.nameID));
  const options = {
    validateInResponseTo: 'always',
    acceptedClockSkewMs: 120_000,
    identifierFormat: null, // the NameID that the IdP is set up to send
    ...saml,
  };
  return new Strategy(options, logIn, logOut);
}

function signedIn(accounts) {
  const passport = new Passport();
  passport.serializeUser((account, done) => {
    done(null, { id: account.id, until: Date.now() + SESSION_LIFETIME });
  });
  passport.deserializeUser(({ id, until }, done) => {
    done(null, (Date.now() < until && accounts.active(id)) || false);
  });
  return passport;
}

/** What only tests may do. */
function testRoutes(accounts) {
  const router = express.Router();
  router.post('/reset', (_request, response) => {
    accounts.clear();
    response.sendStatus(204);
  });
  router.post('/deprovision', express.json(), (request, response) => {
    accounts.deactivate(request.body.email);
    response.sendStatus(204);
  });
  return router;
}

/** Who is asking, and what only an administrator may see. */
function apiRoutes(accounts, adminToken) {
  const router = express.Router();
  router.get('/me', (request, response) => {
    if (!request.user) return response.status(401).json({ error: 'nobody is logged in' });
    const { id, nameId, email } = request.user;
    response.json({ id, nameId, email });
  });
  router.get('/admin/accounts.json', (request, response) => {
    const allowed = adminToken && request.get('authorization') === `Bearer ${adminToken}`;
    if (!allowed) return response.status(401).json({ error: 'administrators only' });
    response.json(accounts.all());
  });
  return router;
}

/** A login that fails ends here: a page for the person. */
function refused(error, _request, response, next) {
  if (response.headersSent) return next(error);
  response.status(403).type('text').send(`Login refused: ${error.message}`);
}

/**
 * The app: single sign-on with one IdP, and an account for everybody who logs in.
 *
 * @param options - `entryPoint`, `issuer`, `idpCert` and `callbackUrl` as passport-saml knows them (and its others);
 *   `adminToken` opens the list of accounts, `forTests` the routes of `testRoutes`
 */
export function createApp(options) {
  const { accounts = new Accounts(), adminToken, forTests = false, ...saml } = options;
  const passport = signedIn(accounts).use(strategy(saml, accounts));
  const cookie = { sameSite: 'lax' };
  const app = express();
  app.use(session({ secret: randomUUID(), resave: false, saveUninitialized: false, cookie }));
  app.use(passport.session());

  app.get('/login', passport.authenticate('saml'));
  app.post(
    '/saml/acs',
    express.urlencoded({ extended: false, limit: '1mb' }),
    passport.authenticate('saml', { successRedirect: '/' }),
  );
  app.get('/logout', (request, response, next) => {
    request.logout((error) => (error ? next(error) : response.redirect('/')));
  });
  app.get('/', (request, response) => {
    response.type('text').send(request.user ? `Hello ${request.user.firstName}` : 'Hello stranger');
  });
  app.use(apiRoutes(accounts, adminToken));
  if (forTests) app.use('/test', testRoutes(accounts));
  app.use(refused);
  return app;
}
