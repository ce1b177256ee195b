/** An SP with single logout, played by the libraries people use, and the IdP side that answers it. */
import { SAML } from '@node-saml/node-saml';
import * as samlify from 'samlify';
import type { AnswerInput, SentMessage } from '../../src/logout.js';
import { encodePost } from '../../src/saml/encode.js';
import type { ReceivedLogoutRequest } from '../../src/saml/logout.js';
import type { Binding } from '../../src/saml/names.js';
import { BINDINGS } from '../../src/saml/names.js';
import { readPostLogoutRequest, readRedirectLogoutRequest } from '../../src/saml/read-logout.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { fixedKey, scene, SP } from '../idp/scene.js';
import type { Scene } from '../idp/scene.js';

export const SLO_URL = 'https://sp.example/saml/slo';
const SP_KEY: ReturnType<typeof fixedKey> = fixedKey('sp-1');

/** Settings that turn single logout on, both ways. */
const WITH_LOGOUT: Readonly<Partial<Record<VendorName, Readonly<Record<string, unknown>>>>> = {
  okta: { slo: true, participateSlo: true },
};

/** A session as an Assertion opened it. */
export const SESSION = {
  nameId: 'ada@acme.example',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  sessionIndex: '_session-1',
};

/** The IdP side of a vendor for an SP that has a single logout service. */
export function logoutScene(
  vendor: VendorName,
  app: Readonly<Record<string, unknown>> = {},
): Scene {
  return scene(vendor, {
    app: { ...WITH_LOGOUT[vendor], ...app },
    sp: { sloUrl: SLO_URL, signingCertificate: SP_KEY.certificate.base64 },
  });
}

const pem = (key: typeof SP_KEY): string =>
  key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** node-saml as the SP. */
export function nodeSamlSp({ application, key }: Scene, signs = true): SAML {
  return new SAML({
    callbackUrl: SP.acsUrl,
    entryPoint: application.ssoUrl,
    logoutUrl: application.slo?.url ?? 'none',
    logoutCallbackUrl: SLO_URL,
    issuer: SP.entityId,
    idpIssuer: application.issuer,
    idpCert: key.certificate.pem,
    ...(signs
      ? { privateKey: pem(SP_KEY), signatureAlgorithm: 'sha256', digestAlgorithm: 'sha256' }
      : {}),
  });
}

/** samlify's two sides of the same connection; it signs everything, and wants everything signed. */
export function samlifySides(
  { application, key }: Scene,
  wantsSigned = true,
): readonly [
  ReturnType<typeof samlify.ServiceProvider>,
  ReturnType<typeof samlify.IdentityProvider>,
] {
  samlify.setSchemaValidator({ validate: () => Promise.resolve('not its part') });
  const services = (url: string): { Binding: string; Location: string }[] =>
    Object.values(BINDINGS).map((Binding) => ({ Binding, Location: url }));
  const sp = samlify.ServiceProvider({
    entityID: SP.entityId,
    privateKey: pem(SP_KEY),
    signingCert: SP_KEY.certificate.pem,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    wantLogoutRequestSigned: wantsSigned,
    wantLogoutResponseSigned: wantsSigned,
    assertionConsumerService: [{ Binding: BINDINGS.post, Location: SP.acsUrl }],
    singleLogoutService: services(SLO_URL),
  });
  const idp = samlify.IdentityProvider({
    entityID: application.issuer,
    signingCert: key.certificate.pem,
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
    singleSignOnService: services(application.ssoUrl),
    singleLogoutService: services(application.slo?.url ?? 'none'),
  });
  return [sp, idp];
}

/** A LogoutRequest of samlify as the IdP receives it. */
export function samlifyRequest(made: Scene, binding: Binding): ReceivedLogoutRequest {
  const [sp, idp] = samlifySides(made);
  const user = { logoutNameID: SESSION.nameId, sessionIndex: SESSION.sessionIndex };
  const { context } = sp.createLogoutRequest(idp, binding, user);
  return binding === 'redirect'
    ? readRedirectLogoutRequest(new URL(context).search)
    : readPostLogoutRequest({ SAMLRequest: context });
}

/** A LogoutRequest of node-saml; it has no form for logouts. */
export async function nodeSamlRequest(
  made: Scene,
  {
    signs = true,
    relayState = '',
  }: { readonly signs?: boolean; readonly relayState?: string } = {},
): Promise<ReceivedLogoutRequest> {
  const profile = {
    issuer: made.application.issuer,
    nameID: SESSION.nameId,
    nameIDFormat: SESSION.nameIdFormat,
    sessionIndex: SESSION.sessionIndex,
  };
  const url = await nodeSamlSp(made, signs).getLogoutUrlAsync(profile, relayState, {});
  return readRedirectLogoutRequest(new URL(url).search);
}

/** What `answerLogout` needs. */
export function answering(made: Scene, received: ReceivedLogoutRequest): AnswerInput {
  const { vendor, tenant, application, key } = made;
  return { vendor, tenant, application, key, received };
}

/** What node-saml makes of a message of the IdP. */
export async function nodeSamlReads(
  made: Scene,
  parameter: 'SAMLRequest' | 'SAMLResponse',
  { binding, url, xml }: SentMessage,
): Promise<{ readonly loggedOut: boolean; readonly nameId?: string }> {
  const sp = nodeSamlSp(made);
  if (binding === 'post') {
    const form = { [parameter]: encodePost(xml) };
    const read =
      parameter === 'SAMLResponse'
        ? await sp.validatePostResponseAsync(form)
        : await sp.validatePostRequestAsync(form);
    return {
      loggedOut: read.loggedOut,
      ...(read.profile && { nameId: read.profile.nameID }),
    };
  }
  const { search, searchParams } = new URL(url);
  const read = await sp.validateRedirectAsync(Object.fromEntries(searchParams), search.slice(1));
  return { loggedOut: read.loggedOut, ...(read.profile && { nameId: read.profile.nameID }) };
}

/** What samlify needs to read a message. */
export function samlifyWire(
  parameter: 'SAMLRequest' | 'SAMLResponse',
  { binding, url, xml }: SentMessage,
): Parameters<ReturnType<typeof samlify.ServiceProvider>['parseLogoutRequest']>[2] {
  if (binding === 'post') return { body: { [parameter]: encodePost(xml) } };
  const { search, searchParams } = new URL(url);
  const query = Object.fromEntries(searchParams);
  return { query, octetString: search.slice(1).replace(/&Signature=.*$/, '') };
}
