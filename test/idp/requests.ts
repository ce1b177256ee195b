/** Real AuthnRequests, made by the SP libraries people use. */
import { SAML } from '@node-saml/node-saml';
import type { SamlConfig } from '@node-saml/node-saml';
import * as samlify from 'samlify';
import type { Application } from '../../src/idp/tenant.js';
import type { SigningKey } from '../../src/keys/keys.js';
import { readPostRequest, readRedirectRequest } from '../../src/saml/read-request.js';
import type { ReceivedAuthnRequest } from '../../src/saml/authn-request.js';
import type { Binding } from '../../src/saml/names.js';
import { BINDINGS } from '../../src/saml/names.js';
import { SP } from './scene.js';

/** What a request is made for. */
interface RequestOrder {
  readonly binding: Binding;
  readonly application: Application;
  /** Signs the request. */
  readonly key?: SigningKey;
  readonly relayState?: string;
}

/** What goes over the wire: a query, or a form. */
export type Wire =
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly form: Readonly<Record<string, string>> };

export interface RequestMaker {
  readonly name: string;
  make(order: RequestOrder): Promise<Wire>;
}

function privateKeyOf({ privateKey }: SigningKey): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const nodeSaml: RequestMaker = {
  name: '@node-saml/node-saml',
  async make({ binding, application, key, relayState = '' }) {
    const config: SamlConfig = {
      callbackUrl: SP.acsUrl,
      entryPoint: application.ssoUrl,
      issuer: SP.entityId,
      idpCert: 'bm90IHVzZWQ=',
      authnRequestBinding: binding === 'post' ? 'HTTP-POST' : 'HTTP-Redirect',
      // Its POST deflates unless told not to.
      skipRequestCompression: binding === 'post',
      ...(key === undefined
        ? {}
        : {
            privateKey: privateKeyOf(key),
            signatureAlgorithm: 'sha256',
            digestAlgorithm: 'sha256',
          }),
    };
    const sp = new SAML(config);
    if (binding === 'redirect') {
      const url = await sp.getAuthorizeUrlAsync(relayState, undefined, {});
      return { binding, query: new URL(url).search };
    }
    const message = await sp.getAuthorizeMessageAsync(relayState);
    return { binding, form: message as Readonly<Record<string, string>> };
  },
};

const samlifySp: RequestMaker = {
  name: 'samlify',
  make({ binding, application, key, relayState }) {
    const sp = samlify.ServiceProvider({
      entityID: SP.entityId,
      authnRequestsSigned: key !== undefined,
      nameIDFormat: [application.nameId.format],
      assertionConsumerService: [{ Binding: BINDINGS.post, Location: SP.acsUrl }],
      ...(key === undefined
        ? {}
        : { privateKey: privateKeyOf(key), signingCert: key.certificate.pem }),
    });
    const idp = samlify.IdentityProvider({
      entityID: application.issuer,
      wantAuthnRequestsSigned: key !== undefined,
      singleSignOnService: [
        { Binding: BINDINGS.redirect, Location: application.ssoUrl },
        { Binding: BINDINGS.post, Location: application.ssoUrl },
      ],
    });
    const made = sp.createLoginRequest(
      idp,
      binding,
      relayState === undefined ? {} : { relayState },
    );
    const { context } = made;
    if (binding === 'redirect') {
      return Promise.resolve({ binding, query: new URL(context).search });
    }
    const form = {
      SAMLRequest: context,
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    };
    return Promise.resolve({ binding, form });
  },
};

export const REQUEST_MAKERS: readonly RequestMaker[] = [nodeSaml, samlifySp];

/** What the IdP receives. */
export function receive(wire: Wire): ReceivedAuthnRequest {
  return wire.binding === 'redirect' ? readRedirectRequest(wire.query) : readPostRequest(wire.form);
}
