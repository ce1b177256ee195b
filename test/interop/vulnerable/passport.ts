/** passport-saml and its fork that knows encryption: strategies of Passport. */
import type { RequestHandler } from 'express';
import { Passport } from 'passport';
import type { AuthenticateCallback, Strategy } from 'passport';
import { Strategy as SamlStrategy } from 'passport-saml-3.2.1';
import { Strategy as ForkedStrategy } from 'passport-saml-encrypted-0.1.13';
import { personOf, unframed } from './sp-library.js';
import type { AppSettings, OpenLibrary, SpLibrary } from './sp-library.js';

type Profile = Readonly<Record<string, unknown>> | null | undefined;

/** The profile is the user. */
function verify(profile: Profile, done: (error: null, user: Record<string, unknown>) => void) {
  done(null, { ...profile });
}

function libraryOf(strategy: object): SpLibrary {
  const passport = new Passport();
  // Their types and passport's differ in what may be undefined.
  passport.use('saml', strategy as Strategy);
  const authenticate = (answered?: AuthenticateCallback): RequestHandler => {
    const options = { session: false };
    return (
      answered === undefined
        ? passport.authenticate('saml', options)
        : passport.authenticate('saml', options, answered)
    ) as RequestHandler;
  };
  return {
    begin: (request, response) =>
      new Promise((resolve, reject) => {
        response.on('finish', resolve);
        void authenticate()(request, response, reject);
      }),
    async consume(request, response) {
      const profile = await new Promise<NonNullable<Profile>>((resolve, reject) => {
        const answered: AuthenticateCallback = (error: unknown, user) => {
          if (error instanceof Error) reject(error);
          else resolve(user as NonNullable<Profile>);
        };
        void authenticate(answered)(request, response, reject);
      });
      return personOf(profile['nameID'], profile);
    },
  };
}

export const passportSaml321: OpenLibrary = ({ idp, sp, signed }) =>
  libraryOf(
    new SamlStrategy(
      {
        callbackUrl: sp.acs,
        entryPoint: idp.ssoUrl,
        issuer: sp.entityId,
        audience: sp.entityId,
        idpIssuer: idp.entityId,
        cert: idp.certificate,
        validateInResponseTo: true,
        wantAssertionsSigned: signed !== 'response',
      },
      verify,
    ),
  );

function forked({ idp, sp }: AppSettings, certificate: { readonly cert?: string }): SpLibrary {
  const options = { callbackUrl: sp.acs, entryPoint: idp.ssoUrl, issuer: sp.entityId };
  return libraryOf(new ForkedStrategy({ ...options, ...certificate }, verify));
}

export const passportSamlEncrypted: OpenLibrary = (settings) =>
  forked(settings, { cert: unframed(settings.idp.certificate) });

/** As its README begins, where the certificate is only a good idea. */
export const passportSamlEncryptedWithoutCertificate: OpenLibrary = (settings) =>
  forked(settings, {});
