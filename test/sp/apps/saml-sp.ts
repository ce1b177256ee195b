/** The SAML part of the test apps: node-saml, a user table and sessions in memory, as a small app has them. */
import { SAML } from '@node-saml/node-saml';
import { scene, type Scene } from '../../idp/scene.js';

/** A row of the user table. */
interface AppUser {
  readonly id: number;
  email: string;
  firstName: string | undefined;
  active: boolean;
}

export interface SamlSp {
  readonly users: Map<string, AppUser>;
  /** Where a person is sent to log in. */
  loginUrl(): Promise<string>;
  /** Takes a Response; gives the id of the session. */
  consume(samlResponse: string): Promise<string>;
  who(session: string | undefined): AppUser | undefined;
  metadata(): string;
  /** Reads the IdP's new certificate. */
  trust(metadata: string): void;
  readonly reset: () => void;
}

/** The mock IdP as an administrator of the app knows it: the same for every SP. */
export function okta(sp: { readonly entityId: string; readonly acsUrl: string }): Scene {
  return scene('okta', { app: { label: 'app' }, sp, now: new Date().toISOString() });
}

/** Opens the SAML part of an app whose public URL is this. */
export function samlSp(base: string): SamlSp {
  const { application, key } = okta({ entityId: 'any', acsUrl: 'https://any.example/' });
  const users = new Map<string, AppUser>();
  const sessions = new Map<string, string>();
  const trusted = { certificate: key.certificate.base64 };
  const saml = new SAML({
    entryPoint: application.ssoUrl,
    issuer: `${base}/metadata`,
    audience: `${base}/metadata`,
    callbackUrl: `${base}/saml/acs`,
    idpCert: (done) => done(null, trusted.certificate),
    acceptedClockSkewMs: 5_000,
  });
  return {
    users,
    loginUrl: () => saml.getAuthorizeUrlAsync('', undefined, {}),
    async consume(SAMLResponse) {
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
      const email = String(profile?.['email']);
      const firstName = profile?.['firstName'] as string | undefined;
      const user = users.get(email) ?? { id: users.size + 1, email, firstName, active: true };
      if (!user.active) throw new Error('the account is deactivated');
      users.set(email, user);
      const session = `s${sessions.size + 1}`;
      sessions.set(session, email);
      return session;
    },
    who: (session) => users.get(sessions.get(session ?? '') ?? ''),
    metadata: () => saml.generateServiceProviderMetadata(null),
    trust(metadata) {
      trusted.certificate = /X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? '';
    },
    reset() {
      users.clear();
      sessions.clear();
    },
  };
}

/** The session id of a `Cookie` header. */
export function sessionIn(cookie: string | undefined): string | undefined {
  return /(?:^|; )sid=([^;]+)/.exec(cookie ?? '')?.[1];
}
