/** samlify of two releases. */
import * as samlify_2_13_1 from 'samlify';
import * as samlify_2_9_1 from 'samlify-2.9.1';
import { messageIn, personOf } from './sp-library.js';
import type { AppSettings, OpenLibrary, SpLibrary } from './sp-library.js';

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** The README's way to do without a schema: most apps follow it. */
const NO_SCHEMA = { validate: () => Promise.resolve('skipped') };

function idpOptions({ idp }: AppSettings) {
  const service = [{ Binding: REDIRECT, Location: idp.ssoUrl }];
  return {
    entityID: idp.entityId,
    signingCert: idp.certificate,
    singleSignOnService: service,
    singleLogoutService: service,
  };
}

function spOptions({ sp, signed }: AppSettings) {
  return {
    entityID: sp.entityId,
    wantMessageSigned: signed !== 'assertion',
    wantAssertionsSigned: signed !== 'response',
    signatureConfig: {},
    assertionConsumerService: [{ Binding: POST, Location: sp.acs }],
  };
}

interface Extract {
  readonly nameID?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function libraryOf(
  loginUrl: () => string,
  parse: (body: { readonly SAMLResponse: string }) => Promise<{ readonly extract: Extract }>,
): SpLibrary {
  return {
    begin(_request, response) {
      response.redirect(loginUrl());
      return Promise.resolve();
    },
    async consume(request) {
      const { extract } = await parse({ SAMLResponse: messageIn(request) });
      return personOf(extract.nameID, extract.attributes ?? {});
    },
  };
}

export const samlify2131: OpenLibrary = (settings) => {
  samlify_2_13_1.setSchemaValidator(NO_SCHEMA);
  const idp = samlify_2_13_1.IdentityProvider(idpOptions(settings));
  const sp = samlify_2_13_1.ServiceProvider(spOptions(settings));
  return libraryOf(
    () => sp.createLoginRequest(idp, 'redirect').context,
    (body) => sp.parseLoginResponse(idp, 'post', { body }),
  );
};

export const samlify291: OpenLibrary = (settings) => {
  samlify_2_9_1.setSchemaValidator(NO_SCHEMA);
  const idp = samlify_2_9_1.IdentityProvider(idpOptions(settings));
  const sp = samlify_2_9_1.ServiceProvider(spOptions(settings));
  return libraryOf(
    () => sp.createLoginRequest(idp, 'redirect').context,
    (body) => sp.parseLoginResponse(idp, 'post', { body }),
  );
};
