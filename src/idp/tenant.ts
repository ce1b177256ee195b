/** Floor 3: the IdP side of a connection: the tenant, and the SP as the tenant knows it. */
import type { ContentAlgorithm, KeyTransport } from '../keys/encryption-algorithms.js';
import type { DigestAlgorithm, SignatureAlgorithm } from '../keys/keys.js';
import type { Binding } from '../saml/names.js';

/** A vendor's customer account. */
export interface Tenant {
  /** Okta org subdomain, Entra default domain's first label. */
  readonly name: string;
  /** Okta: `00o…`; Entra: the tenant GUID. */
  readonly id: string;
  /** Entity ID, the Issuer of every message. Okta's depends on the application, hence on `Application.key`. */
  readonly issuer: string;
}

/** One thing to send about a user: literal values or the name of a source, as the vendor writes it. */
export interface AttributeStatement {
  readonly name: string;
  /** Full NameFormat URI; absent = not written. */
  readonly nameFormat?: string;
  /** Vendor expression (`user.email`, `user.mail`), resolved by the vendor. */
  readonly source?: string;
  /** Literal values instead of a source. */
  readonly values?: readonly string[];
  /** A filter over group names or ids instead of a source. */
  readonly groups?: {
    readonly filter: 'starts-with' | 'equals' | 'contains' | 'regex';
    readonly value: string;
  };
}

/** How Assertions are encrypted, and to whom. */
export interface Encryption {
  /** The SP's, as base64 DER. */
  readonly certificate: string;
  readonly content: ContentAlgorithm;
  readonly transport: KeyTransport;
  /** Digest of OAEP, and of its mask where the transport leaves the choice; SHA-1 unless said otherwise. */
  readonly digest?: DigestAlgorithm;
  readonly mask?: DigestAlgorithm;
}

/** Single logout between the IdP and one application (saml-profiles 4.4). */
export interface SingleLogout {
  /** Where the IdP takes LogoutRequests, and the answers to its own. */
  readonly url: string;
  /** Where the SP takes them. */
  readonly spUrl: string;
  /** How the IdP sends there. */
  readonly spBinding: Binding;
  /** Verifies what the SP sends, as base64 DER; absent: nobody has given it. */
  readonly certificate?: string;
}

/** The SP as an application of the tenant, all defaults filled in by the vendor. */
export interface Application {
  /** The name assignments refer to. */
  readonly name: string;
  /** Okta instance `0oa…`; Entra application id. */
  readonly id: string;
  /** Okta `exk…`; Entra application id again. */
  readonly key: string;
  /** The SP's entity ID: the Audience. */
  readonly audience: string;
  /** Registered ACS URLs; the first is the default. */
  readonly acsUrls: readonly string[];
  readonly recipient?: string;
  readonly destination?: string;
  /** Where the IdP takes AuthnRequests for this application. */
  readonly ssoUrl: string;
  /** The link that starts an IdP-initiated login. */
  readonly launchUrl: string;
  readonly issuer: string;
  readonly nameId: { readonly format: string; readonly source: string };
  readonly attributes: readonly AttributeStatement[];
  readonly signed: { readonly response: boolean; readonly assertion: boolean };
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly digestAlgorithm: DigestAlgorithm;
  /** Absent: Assertions are not encrypted. */
  readonly encryption?: Encryption;
  /** Seconds relative to IssueInstant. */
  readonly windows: {
    readonly notBefore: number;
    readonly notOnOrAfter: number;
    readonly confirmation: number;
  };
  readonly authnContextClassRef: string;
  /** Age of the IdP session at issue, in milliseconds: IssueInstant minus AuthnInstant. */
  readonly sessionAge: number;
  readonly defaultRelayState?: string;
  readonly honorForceAuthn: boolean;
  /** Demand signed AuthnRequests, checked with this certificate (base64 DER). */
  readonly requestSigning?: { readonly certificate: string };
  /** Single logout; absent: it is not set up. */
  readonly slo?: SingleLogout;
  /** Vendor-specific switches that only that vendor reads. */
  readonly vendor: Readonly<Record<string, unknown>>;
}

/** What a vendor must know of the SP to set an application up. */
export interface SpFacts {
  readonly entityId: string;
  readonly acsUrl: string;
  /** Its single logout service; absent: it has none, or nobody knows it. */
  readonly sloUrl?: string;
  readonly signingCertificate?: string;
  /** base64 DER of what Assertions may be encrypted to. */
  readonly encryptionCertificate?: string;
}
