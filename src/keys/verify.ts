/** Floor 2: judges the signatures of a message with xml-crypto, never with the code that signs. */
import { SignedXml } from 'xml-crypto';
import type { Certificate } from './keys.js';
import type { X509Certificate } from 'node:crypto';
import { parseXml } from '../xml/parse.js';
import { SIGNATURE_ALGORITHMS, digestAlgorithmOf, signatureAlgorithmOf } from './algorithms.js';
import { readCertificate } from './key-pem.js';
import { readSignatures, type FoundSignature } from './read-signatures.js';
import { otherDigests, otherSignatures } from './xml-crypto-algorithms.js';

/** What one `ds:Signature` covers and whether it verifies. */
export interface SignatureReport {
  /** Where the Signature stands, e.g. `/samlp:Response/Assertion/Signature`. */
  readonly path: string;
  /** The element its Reference points to; absent when there is none or more than one. */
  readonly covers?: { readonly id: string; readonly path: string };
  /** True when the Signature is a child of the element it covers (saml-core 5.4.1). */
  readonly enveloped: boolean;
  /** Short name, or the URI of an algorithm Standin does not sign with. */
  readonly algorithm: string;
  readonly digest: string;
  /** Whether KeyInfo holds a certificate, and whether that is one of the given. */
  readonly keyInfo: 'absent' | 'given' | 'other';
  readonly verified: boolean;
  /** The given certificate that verified it, as base64 DER. */
  readonly certificate?: string;
  /** The canonical form of the covered element, only when it verified: the only thing that may be believed. */
  readonly canonical?: string;
  /** Why it does not verify, one sentence. */
  readonly problem?: string;
}

type Trusted = Certificate & { readonly x509: X509Certificate };

const MOST_TRANSFORMS = 4;

/** Never throws: whatever xml-crypto does not like about hostile input is a sentence in the report. */
function check(
  xml: string,
  found: FoundSignature,
  certificate: Trusted,
): { readonly canonical: string } | { readonly problem: string } {
  const signed = new SignedXml({ publicCert: certificate.pem, getCertFromKeyInfo: () => null });
  Object.assign(signed.SignatureAlgorithms, otherSignatures(signed.SignatureAlgorithms));
  Object.assign(signed.HashAlgorithms, otherDigests(signed.HashAlgorithms));
  try {
    signed.loadSignature(found.node);
    if (signed.signatureAlgorithm !== found.algorithm) {
      return { problem: 'It has a SignatureMethod outside its SignedInfo.' };
    }
    if (!signed.checkSignature(xml)) {
      return {
        problem: 'The digest does not match: the covered element is missing or was changed.',
      };
    }
    const [canonical] = signed.getSignedReferences();
    return canonical === undefined ? { problem: 'Nothing is covered.' } : { canonical };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith('invalid signature: the signature value')
      ? { problem: 'The signature value does not verify with any given certificate.' }
      : { problem: `xml-crypto refuses it: ${message.slice(0, 200)}` };
  }
}

/** What must hold before the cryptography is worth asking. */
function objection(found: FoundSignature, candidates: readonly Trusted[]): string | undefined {
  if (found.references !== 1) {
    return `It has ${found.references} References; SAML allows exactly one (saml-core 5.4.2).`;
  }
  if (found.transforms > MOST_TRANSFORMS) {
    return `It has ${found.transforms} Transforms; SAML knows two (saml-core 5.4.4).`;
  }
  if (candidates.length === 0) return 'No given certificate fits the signature algorithm.';
  return undefined;
}

function verifyOne(
  xml: string,
  found: FoundSignature,
  trusted: readonly Trusted[],
): Pick<SignatureReport, 'verified' | 'certificate' | 'canonical' | 'problem'> {
  // The label must fit the key: an EC label must not make an RSA key verify, nor the reverse.
  const name = signatureAlgorithmOf(found.algorithm);
  const keyType = name === undefined ? 'rsa' : SIGNATURE_ALGORITHMS[name].keyType;
  const candidates = trusted.filter(({ x509 }) => x509.publicKey.asymmetricKeyType === keyType);
  let problem = objection(found, candidates);
  if (problem !== undefined) return { verified: false, problem };
  for (const certificate of candidates) {
    const result = check(xml, found, certificate);
    if ('canonical' in result) {
      return { verified: true, certificate: certificate.base64, canonical: result.canonical };
    }
    problem = result.problem;
  }
  return { verified: false, ...(problem === undefined ? {} : { problem }) };
}

function keyInfoOf(found: FoundSignature, trusted: readonly Trusted[]): SignatureReport['keyInfo'] {
  if (found.certificate === undefined) return 'absent';
  return trusted.some(({ base64 }) => base64 === found.certificate) ? 'given' : 'other';
}

/**
 * Says of every `ds:Signature` in a message what it covers and whether it verifies with a given certificate. The
 * certificate in KeyInfo is compared, never trusted.
 *
 * @param xml - the message; it may be hostile
 * @param certificates - trusted ones, as base64 DER or PEM
 * @returns one report for each Signature, in document order
 * @throws UserError `xml-malformed`, `xml-dtd-refused` and the other codes of the parser, `message-too-large` for
 *   more than 16 Signatures, `key-invalid` when a given certificate cannot be read
 * @example
 * const [response] = verifySignatures(xml, [idp.certificate]);
 * if (response?.verified) read(response.canonical);
 */
export function verifySignatures(
  xml: string,
  certificates: readonly string[],
): readonly SignatureReport[] {
  const trusted = certificates.map(readCertificate);
  parseXml(xml);
  return readSignatures(xml).map((found) => ({
    path: found.path,
    ...(found.covers === undefined ? {} : { covers: found.covers }),
    enveloped: found.enveloped,
    algorithm: signatureAlgorithmOf(found.algorithm) ?? found.algorithm,
    digest: digestAlgorithmOf(found.digest) ?? found.digest,
    keyInfo: keyInfoOf(found, trusted),
    ...verifyOne(xml, found, trusted),
  }));
}
