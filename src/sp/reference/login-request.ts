/** Floor 5: AuthnRequests, made with samlify (saml-core 3.4.1). Only here and in `logout-message.ts` it is touched. */
import type * as samlifyModule from 'samlify';
import { UserError } from '../../base/errors.js';
import type { SigningKey } from '../../keys/keys.js';
import { SIGNATURE_ALGORITHMS } from '../../keys/algorithms.js';
import { BINDINGS, NAME_ID_FORMATS, type Binding } from '../../saml/names.js';
import type { Profile } from '../../scenario/profile.js';
import type { IdpTrust } from '../target.js';

/** What one request asks for. */
export interface LoginRequest {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly binding: Binding;
  readonly relayState?: string;
  readonly forceAuthn?: boolean;
  readonly isPassive?: boolean;
  readonly authnContext?: string;
}

/** The two ends of the connection. */
export interface Connection {
  readonly profile: Profile;
  readonly idp: IdpTrust;
  readonly signingKey: SigningKey | undefined;
}

/** A request on its way: a URL to go to, or a form to post there. */
export type SentRequest =
  | { readonly binding: 'redirect'; readonly url: string }
  | {
      readonly binding: 'post';
      readonly url: string;
      readonly fields: Readonly<Record<string, string>>;
    };

type Samlify = typeof samlifyModule;

/** samlify's placeholders: an attribute whose value is undefined is left out, text is escaped. */
function template(request: LoginRequest): string {
  const context =
    request.authnContext === undefined
      ? ''
      : '<samlp:RequestedAuthnContext Comparison="exact"><saml:AuthnContextClassRef>{AuthnContext}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>';
  return (
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" ForceAuthn="{ForceAuthn}" IsPassive="{IsPassive}" ProtocolBinding="{ProtocolBinding}" AssertionConsumerServiceURL="{AcsUrl}">' +
    '<saml:Issuer>{Issuer}</saml:Issuer><samlp:NameIDPolicy Format="{NameIdFormat}" AllowCreate="true"/>' +
    `${context}</samlp:AuthnRequest>`
  );
}

/** Our id and our clock instead of samlify's. */
function written(samlify: Samlify, request: LoginRequest, { profile, idp }: Connection): string {
  return samlify.SamlLib.replaceTagsByValue(template(request), {
    ID: request.id,
    IssueInstant: new Date(request.issuedAt).toISOString(),
    Destination: idp.ssoUrl,
    ForceAuthn: request.forceAuthn,
    IsPassive: request.isPassive,
    ProtocolBinding: BINDINGS.post,
    AcsUrl: profile.acs,
    Issuer: profile.entityId,
    NameIdFormat: NAME_ID_FORMATS.unspecified,
    AuthnContext: request.authnContext,
  });
}

type Entities = readonly [
  InstanceType<Samlify['ServiceProviderInstance']>,
  InstanceType<Samlify['IdentityProviderInstance']>,
];

/** Both entities as samlify wants them; an SP that has a key signs. */
function makeEntities(samlify: Samlify, { profile, idp, signingKey }: Connection): Entities {
  const signs = signingKey !== undefined;
  if (signs && signingKey.kind === 'ec-p256') {
    throw new UserError('key-unsupported', 'samlify signs AuthnRequests with RSA keys only.', {
      fix: 'Give the embedded SP an RSA key.',
    });
  }
  const sp = samlify.ServiceProvider({
    entityID: profile.entityId,
    authnRequestsSigned: signs,
    assertionConsumerService: [{ Binding: BINDINGS.post, Location: profile.acs }],
    ...(signs && {
      signingCert: signingKey.certificate.pem,
      privateKey: signingKey.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      requestSignatureAlgorithm: SIGNATURE_ALGORITHMS['rsa-sha256'].uri,
    }),
  });
  const target = samlify.IdentityProvider({
    entityID: idp.issuer,
    wantAuthnRequestsSigned: signs,
    singleSignOnService: [
      { Binding: BINDINGS.redirect, Location: idp.ssoUrl },
      { Binding: BINDINGS.post, Location: idp.ssoUrl },
    ],
    // Not used; without one samlify prints a warning on the console for every login.
    singleLogoutService: [{ Binding: BINDINGS.redirect, Location: idp.ssoUrl }],
  });
  return [sp, target];
}

/** Those of the last connection: samlify writes and reads metadata to make one, a tenth of a campaign's time. */
const last: { key?: string; made?: Entities } = {};

function entities(samlify: Samlify, connection: Connection): Entities {
  const { profile, idp, signingKey } = connection;
  const { entityId, acs } = profile;
  const key = JSON.stringify([entityId, acs, idp.issuer, idp.ssoUrl, signingKey?.certificate.pem]);
  if (last.made === undefined || last.key !== key) {
    last.made = makeEntities(samlify, connection);
    last.key = key;
  }
  return last.made;
}

/**
 * Makes an AuthnRequest. samlify is loaded here and not before: it costs about 60 ms, and stories
 * that the IdP starts never need it.
 *
 * @throws UserError `key-unsupported` when the key is not RSA
 */
export async function createLoginRequest(
  request: LoginRequest,
  connection: Connection,
): Promise<SentRequest> {
  // CommonJS: Node finds only some of its names, `default` has them all.
  const { default: samlify } = (await import('samlify')) as unknown as {
    readonly default: Samlify;
  };
  const [sp, idp] = entities(samlify, connection);
  const { relayState, binding } = request;
  const context = sp.createLoginRequest(idp, binding, {
    ...(relayState === undefined ? {} : { relayState }),
    customTagReplacement: () => ({
      id: request.id,
      context: written(samlify, request, connection),
    }),
  });
  if (binding === 'redirect') return { binding, url: context.context };
  const fields = {
    SAMLRequest: context.context,
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  };
  return { binding, url: connection.idp.ssoUrl, fields };
}
