/** Floor 5: logout messages of the reference SP, made with samlify (saml-core 3.7), always by redirect. */
import type * as samlifyModule from 'samlify';
import { UserError } from '../../base/errors.js';
import { SIGNATURE_ALGORITHMS } from '../../keys/algorithms.js';
import type { SigningKey } from '../../keys/keys.js';
import { BINDINGS } from '../../saml/names.js';
import type { Profile } from '../../scenario/profile.js';
import { sloUrlOf } from '../slo-url.js';
import type { IdpTrust } from '../target.js';

/** The two ends of the connection; the IdP has a single logout service. */
export interface LogoutConnection {
  readonly profile: Profile;
  readonly idp: IdpTrust & { readonly sloUrl: string };
  readonly key: SigningKey;
}

/** A LogoutRequest. */
export interface LogoutRequestParts {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly sessionIndex?: string;
}

/** A LogoutResponse. */
export interface LogoutResponseParts {
  readonly id: string;
  readonly issuedAt: number;
  readonly inResponseTo: string;
  /** Status codes, the top one first; at most two. */
  readonly status: readonly [top: string, second?: string];
  readonly relayState?: string;
}

type Samlify = typeof samlifyModule;

const HEAD =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}"';

/** samlify's placeholders: an attribute whose value is undefined is left out, text is escaped. */
function requestTemplate({ sessionIndex }: LogoutRequestParts): string {
  const index =
    sessionIndex === undefined ? '' : '<samlp:SessionIndex>{SessionIndex}</samlp:SessionIndex>';
  return `<samlp:LogoutRequest ${HEAD}><saml:Issuer>{Issuer}</saml:Issuer><saml:NameID Format="{NameIdFormat}">{NameId}</saml:NameID>${index}</samlp:LogoutRequest>`;
}

function responseTemplate({ status: [, second] }: LogoutResponseParts): string {
  const inner = second === undefined ? '' : '<samlp:StatusCode Value="{Second}"/>';
  return `<samlp:LogoutResponse ${HEAD} InResponseTo="{InResponseTo}"><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{Top}">${inner}</samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`;
}

/** Both entities as samlify wants them; everything is signed (saml-profiles 4.4.4). */
function entities(
  { ServiceProvider, IdentityProvider }: Samlify,
  { profile, idp, key }: LogoutConnection,
): readonly [
  InstanceType<Samlify['ServiceProviderInstance']>,
  InstanceType<Samlify['IdentityProviderInstance']>,
] {
  if (key.kind === 'ec-p256') {
    throw new UserError('key-unsupported', 'samlify signs logout messages with RSA keys only.', {
      fix: 'Give the embedded SP an RSA key.',
    });
  }
  const sp = ServiceProvider({
    entityID: profile.entityId,
    assertionConsumerService: [{ Binding: BINDINGS.post, Location: profile.acs }],
    singleLogoutService: [{ Binding: BINDINGS.redirect, Location: sloUrlOf(profile.acs) }],
    signingCert: key.certificate.pem,
    privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    requestSignatureAlgorithm: SIGNATURE_ALGORITHMS['rsa-sha256'].uri,
  });
  const target = IdentityProvider({
    entityID: idp.issuer,
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
    singleSignOnService: [{ Binding: BINDINGS.redirect, Location: idp.ssoUrl }],
    singleLogoutService: [{ Binding: BINDINGS.redirect, Location: idp.sloUrl }],
  });
  return [sp, target];
}

/** Loaded when somebody logs out, and not before: it costs about 60 ms. */
async function load(): Promise<Samlify> {
  // CommonJS: Node finds only some of its names, `default` has them all.
  const { default: samlify } = (await import('samlify')) as unknown as {
    readonly default: Samlify;
  };
  return samlify;
}

/** What both kinds of message say. */
function headOf(
  { id, issuedAt }: { readonly id: string; readonly issuedAt: number },
  { profile, idp }: LogoutConnection,
): Readonly<Record<string, string>> {
  return {
    ID: id,
    IssueInstant: new Date(issuedAt).toISOString(),
    Destination: idp.sloUrl,
    Issuer: profile.entityId,
  };
}

/**
 * Makes a signed LogoutRequest.
 *
 * @returns the URL that carries it
 * @throws UserError `key-unsupported` when the key is not RSA
 */
export async function createLogoutRequest(
  request: LogoutRequestParts,
  connection: LogoutConnection,
): Promise<string> {
  const samlify = await load();
  const [sp, idp] = entities(samlify, connection);
  const { id, nameId, nameIdFormat, sessionIndex } = request;
  const context = samlify.SamlLib.replaceTagsByValue(requestTemplate(request), {
    ...headOf(request, connection),
    NameId: nameId,
    NameIdFormat: nameIdFormat,
    SessionIndex: sessionIndex,
  });
  const user = { logoutNameID: nameId, sessionIndex: sessionIndex ?? '' };
  const made = sp.createLogoutRequest(idp, 'redirect', user, {
    customTagReplacement: () => ({ id, context }),
  });
  return made.context;
}

/**
 * Makes a signed LogoutResponse.
 *
 * @returns the URL that carries it
 * @throws UserError `key-unsupported` when the key is not RSA
 */
export async function createLogoutResponse(
  response: LogoutResponseParts,
  connection: LogoutConnection,
): Promise<string> {
  const samlify = await load();
  const [sp, idp] = entities(samlify, connection);
  const { id, inResponseTo, relayState, status } = response;
  const [top, second] = status;
  const context = samlify.SamlLib.replaceTagsByValue(responseTemplate(response), {
    ...headOf(response, connection),
    InResponseTo: inResponseTo,
    Top: top,
    Second: second,
  });
  const request = { extract: { request: { id: inResponseTo } } };
  const made = sp.createLogoutResponse(idp, request, 'redirect', {
    ...(relayState === undefined ? {} : { relayState }),
    customTagReplacement: () => ({ id, context }),
  });
  return made.context;
}
