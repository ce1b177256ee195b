/** Floor 2: the detached signature of the HTTP-Redirect binding (saml-bindings 3.4.4.1). */
import { signatureAlgorithmOf, signatureRow } from './algorithms.js';
import { readCertificate } from './key-pem.js';
import type { SignatureAlgorithm, SignatureOptions } from './keys.js';
import { signOctets, verifyOctets } from './octets.js';

/** A message that is to travel in a query. */
export interface QueryMessage {
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
  /** Deflated and base64-encoded, not yet URL-encoded. */
  readonly message: string;
  readonly relayState?: string;
}

/** A query signature as it was received. */
export interface QuerySignature {
  /** URI of the algorithm, from `SigAlg`. */
  readonly algorithm: string;
  /** base64, from `Signature`, URL-decoded. */
  readonly signature: string;
  /** The exact octets that were signed: `SAMLRequest=…&RelayState=…&SigAlg=…` as they stood in the URL. */
  readonly signedText: string;
}

/** What came of checking a query signature. */
export interface QueryVerdict {
  readonly verified: boolean;
  /** Short name; absent when Standin does not know the algorithm. */
  readonly algorithm?: SignatureAlgorithm;
  /** The given certificate that verified it, as base64 DER. */
  readonly certificate?: string;
}

/**
 * Signs a message for the HTTP-Redirect binding.
 *
 * @param query - the message and RelayState; an absent RelayState is left out of the signed octets
 * @param options - key and algorithm
 * @returns the whole query without `?`: message, RelayState, SigAlg, Signature, URL-encoded, in this order
 * @throws UserError `key-unsupported` when the key is not of the algorithm's type, `algorithm-unknown`
 * @example
 * location = `${ssoUrl}?${signQuery({ parameter: 'SAMLRequest', message }, { key, algorithm: 'rsa-sha256' })}`;
 */
export function signQuery(
  query: QueryMessage,
  options: Pick<SignatureOptions, 'key' | 'algorithm'>,
): string {
  const { key, algorithm } = options;
  const parts: string[] = [`${query.parameter}=${encodeURIComponent(query.message)}`];
  if (query.relayState !== undefined) {
    parts.push(`RelayState=${encodeURIComponent(query.relayState)}`);
  }
  const { uri } = signatureRow(algorithm, key.privateKey);
  const signedText = [...parts, `SigAlg=${encodeURIComponent(uri)}`].join('&');
  const signature = signOctets(signedText, key, algorithm);
  return `${signedText}&Signature=${encodeURIComponent(signature)}`;
}

/**
 * Verifies a query signature over the octets as they were received: senders URL-encode differently, so nothing
 * may be decoded and encoded again.
 *
 * @param query - the parts of the query
 * @param certificates - trusted ones, as base64 DER or PEM
 * @throws UserError `key-invalid` when one of the certificates cannot be read
 * @example
 * verifyQuery(received.query, [application.requestSigning.certificate]).verified;
 */
export function verifyQuery(query: QuerySignature, certificates: readonly string[]): QueryVerdict {
  const trusted = certificates.map(readCertificate);
  const algorithm = signatureAlgorithmOf(query.algorithm);
  if (algorithm === undefined) return { verified: false };
  const signed = { text: query.signedText, signature: query.signature };
  const certificate = trusted.find(({ x509 }) => verifyOctets(signed, x509.publicKey, algorithm));
  if (certificate === undefined) return { verified: false, algorithm };
  return { verified: true, algorithm, certificate: certificate.base64 };
}
