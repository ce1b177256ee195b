/** An Express app with passport-saml as people write one: first login makes an account, later ones update it. */
import { Strategy } from '@node-saml/passport-saml';
import type { PassportSamlConfig, Profile, VerifiedCallback } from '@node-saml/passport-saml';
import express from 'express';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import type { Strategy as PassportStrategy } from 'passport';

/** What the app keeps of a person. */
interface Person {
  readonly email: string;
  firstName: unknown;
  lastName: unknown;
  active: boolean;
}

/** The app and its user table. */
export interface PassportApp {
  readonly app: express.Express;
  readonly users: Map<string, Person>;
}

function verify(users: Map<string, Person>) {
  return (profile: Profile | null, done: VerifiedCallback): void => {
    const email = profile?.nameID ?? '';
    const known = users.get(email);
    if (known?.active === false) {
      done(null, undefined);
      return;
    }
    const names = { firstName: profile?.['firstName'], lastName: profile?.['lastName'] };
    const user = Object.assign(known ?? { email, active: true, ...names }, names);
    users.set(email, user);
    done(null, { ...user });
  };
}

/** Makes the app. @param saml - the IdP's side of its configuration */
export function passportApp(saml: Partial<PassportSamlConfig> & { idpCert: string }): PassportApp {
  const users = new Map<string, Person>();
  const passport = new Passport();
  const options = { callbackUrl: 'https://app.example/acs', issuer: 'my-app', ...saml };
  const logOut = (_: unknown, done: VerifiedCallback): void => {
    done(null, undefined);
  };
  // Its types and passport's differ in what may be undefined.
  passport.use(new Strategy(options, verify(users), logOut) as unknown as PassportStrategy);
  passport.serializeUser((user, done) => {
    done(null, user);
  });
  passport.deserializeUser((user: Express.User, done) => {
    done(null, user);
  });
  const authenticate = (options = {}): RequestHandler =>
    passport.authenticate('saml', options) as RequestHandler;
  const app = express();
  app.use(session({ secret: 'test', resave: false, saveUninitialized: false }));
  app.use(passport.initialize(), passport.session() as RequestHandler);
  app.get('/login', authenticate());
  app.post(
    '/acs',
    express.urlencoded({ extended: false }),
    authenticate({ failureRedirect: '/denied' }),
    (_request, response) => {
      response.redirect('/');
    },
  );
  app.get('/', (_request, response) => void response.send('Welcome'));
  app.get('/denied', (_request, response) => void response.status(403).send('Not you'));
  app.get('/me', (request, response) => {
    if (request.user === undefined) response.sendStatus(401);
    else response.json(request.user);
  });
  return { app, users };
}
