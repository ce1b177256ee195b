/** The app on `samlify`: the IdP is what its metadata reader makes of the document. */
import * as samlify from 'samlify';
import { schemaErrors } from '../../schemas/validate.js';
import type { Request, Response } from 'express';
import type { MakeLibrary, SpSide } from './sp-app.js';

type Binding = 'redirect' | 'post';
type Extracted = Readonly<Record<string, unknown>>;

const { binding: BINDING } = samlify.Constants.namespace;

/** samlify refuses to read without a validator, and the validator is the process's, not the SP's. */
function useSchemas(): void {
  samlify.setSchemaValidator({
    validate: (xml: string) => {
      const [first] = schemaErrors(xml);
      return first === undefined ? Promise.resolve('valid') : Promise.reject(new Error(first));
    },
  });
}

function serviceProvider(sp: SpSide, signed: boolean): samlify.ServiceProviderInstance {
  const { entityId, acsUrl, sloUrl } = sp.facts;
  return samlify.ServiceProvider({
    entityID: entityId,
    authnRequestsSigned: signed,
    wantAssertionsSigned: true,
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: false,
    privateKey: sp.privateKey,
    signingCert: sp.certificate,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    // The server's clock stands still.
    clockDrifts: [-1e13, 1e13],
    assertionConsumerService: [{ Binding: BINDING.post, Location: acsUrl }],
    singleLogoutService: [
      { Binding: BINDING.redirect, Location: sloUrl },
      { Binding: BINDING.post, Location: sloUrl },
    ],
  });
}

/** What samlify wants of a request of Express: for a redirect, the octets that the signature covers. */
function asSeen(
  request: Request,
  binding: Binding,
): Parameters<samlify.ServiceProviderInstance['parseLoginResponse']>[2] {
  const octetString = request.url
    .replace(/^[^?]*\?/, '')
    .split('&')
    .filter((pair) => /^(?:SAMLRequest|SAMLResponse|RelayState|SigAlg)=/.test(pair))
    .join('&');
  return binding === 'redirect'
    ? { query: request.query, octetString }
    : { body: request.body as Extracted };
}

function bindingOf({ method }: Request): Binding {
  return method === 'POST' ? 'post' : 'redirect';
}

function send(
  response: Response,
  sent: { readonly context: string },
  parameter: string,
  relayState?: string,
): void {
  if (sent.context.startsWith('http')) {
    response.redirect(sent.context);
    return;
  }
  const { entityEndpoint = '' } = sent as { readonly entityEndpoint?: string };
  const relay =
    relayState === undefined ? '' : `<input type="hidden" name="RelayState" value="${relayState}">`;
  response.send(
    `<form method="post" action="${entityEndpoint}"><input type="hidden" name="${parameter}" value="${sent.context}">${relay}</form>`,
  );
}

export const samlifyApp: MakeLibrary = (side, { metadata }, asking) => {
  useSchemas();
  const idp = samlify.IdentityProvider({
    metadata,
    // No metadata can say so; without it samlify signs no logout.
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
  });
  // It refuses to sign what the metadata does not want signed.
  const wanted = idp.entityMeta.isWantAuthnRequestsSigned();
  const sp = serviceProvider(side, asking.signed && wanted);
  return {
    login(request, response) {
      const { RelayState } = request.query as { readonly RelayState?: string };
      const relayed = RelayState === undefined ? {} : { relayState: RelayState };
      const options = { ...relayed, forceAuthn: asking.forceAuthn ?? false };
      send(
        response,
        sp.createLoginRequest(idp, asking.binding, options),
        'SAMLRequest',
        RelayState,
      );
      return Promise.resolve();
    },
    async consume(request) {
      const { extract } = await sp.parseLoginResponse(idp, 'post', asSeen(request, 'post'));
      const { nameID, sessionIndex } = extract as {
        readonly nameID: string;
        readonly sessionIndex: { readonly sessionIndex: string };
      };
      return { nameId: nameID, nameIdFormat: '', sessionIndex: sessionIndex.sessionIndex };
    },
    logout({ nameId, sessionIndex }, _request, response) {
      const user = { logoutNameID: nameId, sessionIndex };
      send(response, sp.createLogoutRequest(idp, 'redirect', user), 'SAMLRequest');
      return Promise.resolve();
    },
    async slo(request, response) {
      const binding = bindingOf(request);
      const fields = { ...request.query, ...(request.body as Extracted | undefined) };
      if ('SAMLResponse' in fields) {
        await sp.parseLogoutResponse(idp, binding, asSeen(request, binding));
        return { kind: 'answer' };
      }
      const asked = await sp.parseLogoutRequest(idp, binding, asSeen(request, binding));
      const { nameID } = asked.extract as { readonly nameID: string };
      return {
        kind: 'request',
        nameId: nameID,
        answer() {
          const { RelayState = '' } = fields as { readonly RelayState?: string };
          send(
            response,
            sp.createLogoutResponse(idp, { ...asked }, 'redirect', { relayState: RelayState }),
            'SAMLResponse',
          );
          return Promise.resolve();
        },
      };
    },
  };
};
