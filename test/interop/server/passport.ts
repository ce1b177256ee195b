/** The app on `@node-saml/passport-saml`: its strategy begins, consumes, logs out and answers. */
import {
  Strategy,
  ValidateInResponseTo,
  type PassportSamlConfig,
  type Profile,
  type VerifiedCallback,
} from '@node-saml/passport-saml';
import type { Request, RequestHandler } from 'express';
import { Passport, type AuthenticateCallback, type Strategy as AnyStrategy } from 'passport';
import type { Asking, IdpFacts, MakeLibrary, SignedIn, SpSide } from './sp-app.js';

function configOf(sp: SpSide, idp: IdpFacts, asking: Asking): PassportSamlConfig {
  const { entityId, acsUrl, sloUrl } = sp.facts;
  const { sso, slo = sso } = idp.places;
  return {
    entryPoint: sso,
    logoutUrl: slo,
    logoutCallbackUrl: sloUrl,
    callbackUrl: acsUrl,
    issuer: entityId,
    audience: entityId,
    idpCert: idp.certificate,
    idpIssuer: idp.issuer,
    identifierFormat: asking.format ?? null,
    // The server's clock stands still; what it says of time is judged elsewhere.
    acceptedClockSkewMs: -1,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.ifPresent,
    authnRequestBinding: asking.binding === 'post' ? 'HTTP-POST' : 'HTTP-Redirect',
    // Otherwise it deflates what it posts, which HTTP-POST does not know (saml-bindings 3.5.4).
    skipRequestCompression: asking.binding === 'post',
    signatureAlgorithm: 'sha256',
    forceAuthn: asking.forceAuthn ?? false,
    passive: asking.isPassive ?? false,
    disableRequestedAuthnContext: asking.context === undefined,
    ...(asking.context === undefined ? {} : { authnContext: [asking.context] }),
    // LogoutRequests are always signed: every vendor here wants them so or does not mind.
    ...(asking.signed ? { privateKey: sp.privateKey } : {}),
  };
}

type User = SignedIn & { readonly profile: Profile };

function userOf(profile: Profile | null): User {
  if (profile === null) throw new Error('nobody');
  const { nameID: nameId, nameIDFormat: nameIdFormat, sessionIndex = '' } = profile;
  return { nameId, nameIdFormat, sessionIndex, profile };
}

export const passportApp: MakeLibrary = (sp, idp, asking) => {
  const strategy = new Strategy(
    configOf(sp, idp, asking),
    (profile: Profile | null, done: VerifiedCallback) => {
      done(null, { ...userOf(profile) });
    },
    // Whoever is asked for is the one who is signed in: the app looks sessions up by NameID itself.
    (_profile: Profile | null, done: VerifiedCallback) => {
      done(null);
    },
  );
  const passport = new Passport();
  passport.use('saml', strategy as unknown as AnyStrategy);
  const authenticate = (answered?: AuthenticateCallback): RequestHandler => {
    const options = { session: false };
    return (
      answered === undefined
        ? passport.authenticate('saml', options)
        : passport.authenticate('saml', options, answered)
    ) as RequestHandler;
  };
  const ends = (
    response: Parameters<RequestHandler>[1],
    begin: (next: (error?: unknown) => void) => unknown,
  ) =>
    new Promise<void>((resolve, reject) => {
      response.on('finish', resolve);
      begin((error) => {
        if (error === undefined) resolve();
        else reject(asError(error));
      });
    });
  return {
    login: (request, response) => ends(response, (next) => authenticate()(request, response, next)),
    consume: (request) =>
      new Promise((resolve, reject) => {
        const answered: AuthenticateCallback = (error: unknown, user, info) => {
          if (error) reject(asError(error));
          else if (user) resolve(user as unknown as User);
          else reject(new Error(JSON.stringify(info)));
        };
        const handler = authenticate(answered);
        void handler(request, request.res as Parameters<RequestHandler>[1], reject);
      }),
    logout: (person, request, response) =>
      new Promise((resolve, reject) => {
        const asked = Object.assign(request, { user: (person as User).profile });
        strategy.logout(asked as unknown as Parameters<typeof strategy.logout>[0], (error, url) => {
          if (error || typeof url !== 'string') reject(error ?? new Error('no URL'));
          else {
            response.redirect(url);
            resolve();
          }
        });
      }),
    async slo(request, response) {
      if (isAnswer(request)) {
        await ends(response, (next) => authenticate()(request, response, next));
        return { kind: 'answer' };
      }
      const profile = await profileOf(strategy, request);
      // What the strategy does after it has compared Passport's session, which this app has none of.
      const answer = async (): Promise<void> => {
        response.redirect(await answerUrl(strategy, profile, request));
      };
      const nameId = profile.nameID;
      return { kind: 'request', nameId, answer };
    },
  };
};

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function isAnswer({ query, body }: Request): boolean {
  return (
    query['SAMLResponse'] !== undefined ||
    (body as Readonly<Record<string, unknown>> | undefined)?.['SAMLResponse'] !== undefined
  );
}

type Fields = Record<string, string>;

/** Whom the LogoutRequest names, by the library's own reading, which verifies it. */
async function profileOf({ _saml }: Strategy, request: Request): Promise<Profile> {
  const body = request.body as Fields | undefined;
  const read =
    body?.['SAMLRequest'] === undefined
      ? _saml?.validateRedirectAsync(request.query, request.url.split('?')[1] ?? '')
      : _saml?.validatePostRequestAsync(body);
  const profile = (await read)?.profile;
  if (profile === undefined || profile === null) throw new Error('the request names nobody');
  return profile;
}

function answerUrl({ _saml }: Strategy, profile: Profile, request: Request): Promise<string> {
  const { RelayState = '' } = {
    ...(request.query as Fields),
    ...(request.body as Fields | undefined),
  };
  return new Promise((resolve, reject) => {
    _saml?.getLogoutResponseUrl(profile, RelayState, {}, true, (error, url) => {
      if (typeof url === 'string') resolve(url);
      else reject(error ?? new Error('no URL'));
    });
  });
}
