/** Four releases of node-saml. */
import {
  SAML as SAML_5_1_0,
  ValidateInResponseTo as InResponseTo_5_1_0,
} from '@node-saml/node-saml';
import { SAML as SAML_4_0_5, ValidateInResponseTo as InResponseTo_4_0_5 } from 'node-saml-4.0.5';
import { SAML as SAML_5_0_0, ValidateInResponseTo as InResponseTo_5_0_0 } from 'node-saml-5.0.0';
import { SAML as SAML_5_0_1, ValidateInResponseTo as InResponseTo_5_0_1 } from 'node-saml-5.0.1';
import { messageIn, personOf } from './sp-library.js';
import type { AppSettings, OpenLibrary, SpLibrary } from './sp-library.js';

/** The part of `SAML` that an app uses; all releases have it. */
interface Saml {
  getAuthorizeUrlAsync(relayState: string, host: string, options: object): Promise<string>;
  validatePostResponseAsync(container: Record<string, string>): Promise<{
    readonly profile: ({ readonly nameID: string } & Readonly<Record<string, unknown>>) | null;
  }>;
}

function libraryOf(saml: Saml): SpLibrary {
  return {
    async begin(request, response) {
      response.redirect(await saml.getAuthorizeUrlAsync('', request.hostname, {}));
    },
    async consume(request) {
      const container = { SAMLResponse: messageIn(request) };
      const { profile } = await saml.validatePostResponseAsync(container);
      if (profile === null) throw new Error('this is a logout');
      return personOf(profile.nameID, profile);
    },
  };
}

interface Options {
  readonly callbackUrl: string;
  readonly entryPoint: string;
  readonly issuer: string;
  readonly audience: string;
  readonly idpIssuer: string;
  readonly wantAuthnResponseSigned: boolean;
  readonly wantAssertionsSigned: boolean;
}

/** What every release calls the same. */
function optionsOf({ idp, sp, signed }: AppSettings): Options {
  return {
    callbackUrl: sp.acs,
    entryPoint: idp.ssoUrl,
    issuer: sp.entityId,
    audience: sp.entityId,
    idpIssuer: idp.entityId,
    wantAuthnResponseSigned: signed !== 'assertion',
    wantAssertionsSigned: signed !== 'response',
  };
}

function release(make: (options: Options, certificate: string) => Saml): OpenLibrary {
  return (settings) => libraryOf(make(optionsOf(settings), settings.idp.certificate));
}

export const nodeSaml510: OpenLibrary = release((options, idpCert) => {
  return new SAML_5_1_0({ ...options, idpCert, validateInResponseTo: InResponseTo_5_1_0.always });
});

export const nodeSaml501: OpenLibrary = release((options, idpCert) => {
  return new SAML_5_0_1({ ...options, idpCert, validateInResponseTo: InResponseTo_5_0_1.always });
});

export const nodeSaml500: OpenLibrary = release((options, idpCert) => {
  return new SAML_5_0_0({ ...options, idpCert, validateInResponseTo: InResponseTo_5_0_0.always });
});

export const nodeSaml405: OpenLibrary = release((options, cert) => {
  return new SAML_4_0_5({ ...options, cert, validateInResponseTo: InResponseTo_4_0_5.always });
});
