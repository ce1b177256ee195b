/** Floor 2: what a signing key is to the rest of the house. */
import type { KeyObject } from 'node:crypto';

/** Kinds of key pairs Standin makes. */
export type KeyKind = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'ec-p256';

/** A certificate: DER bytes as base64 without line breaks, and as PEM. */
export interface Certificate {
  readonly base64: string;
  readonly pem: string;
}

/** A private key with the certificate that vouches for it. Test-only, always. */
export interface SigningKey {
  /** The last two are only read, as the fixed weak pairs; nobody can make one. */
  readonly kind: KeyKind | 'rsa-1024' | 'dsa-1024';
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificate: Certificate;
}

/**
 * The shapes of certificate the vendors issue (fidelity section 2); `sp` is for service providers, `ca` issues others,
 * `tls` is for a server that speaks https.
 */
export type CertificateShape =
  'okta' | 'entra' | 'google-workspace' | 'onelogin' | 'generic' | 'sp' | 'ca' | 'tls';

/** Signature algorithms by short name. */
export type SignatureAlgorithm =
  'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512' | 'rsa-sha1' | 'ecdsa-sha256';

/** Digest algorithms by short name. */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512' | 'sha1';

/** How a vendor writes an XML signature. */
export interface SignatureForm {
  /** The prefix of the signature's elements, or empty for a default namespace. */
  readonly prefix: 'ds' | '';
  /** Column at which the certificate is wrapped with LF; 0 = one line. */
  readonly certificateColumns: number;
  /** Column at which the signature's value is wrapped with LF; absent = one line. */
  readonly valueColumns?: number;
  /** Whether KeyInfo names the certificate's subject before it shows the certificate (xmldsig-core 4.5.4). */
  readonly subjectName?: true;
  /** Prefixes for `ec:InclusiveNamespaces`; empty = the element is left out. */
  readonly inclusivePrefixes: readonly string[];
}

/** What to sign with, and how it looks. */
export interface SignatureOptions {
  readonly key: SigningKey;
  readonly algorithm: SignatureAlgorithm;
  readonly digest: DigestAlgorithm;
  readonly form: SignatureForm;
}
