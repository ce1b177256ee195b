/** Floor 2: signing and verifying octets, by the table of algorithms. */
import { verify, type KeyObject } from 'node:crypto';
import {
  SIGNATURE_ALGORITHMS,
  SIGNATURE_ENCODING as dsaEncoding,
  signatureRow,
} from './algorithms.js';
import type { SignatureAlgorithm, SigningKey } from './keys.js';
import { runSync, type SigningSteps, type SignTask } from './sign-tasks.js';

/**
 * Signs text as UTF-8, in steps.
 *
 * @returns the signature as base64
 * @throws UserError `key-unsupported` when the key is not of the algorithm's type, `algorithm-unknown`
 */
export function* signOctetsSteps(
  text: string,
  { privateKey }: SigningKey,
  algorithm: SignatureAlgorithm,
): SigningSteps<string> {
  const { hash, keyType } = signatureRow(algorithm, privateKey);
  const key: SignTask['key'] = keyType === 'ec' ? { key: privateKey, dsaEncoding } : privateKey;
  const signature = yield { algorithm: hash, data: Buffer.from(text), key };
  return signature.toString('base64');
}

/**
 * Signs text as UTF-8.
 *
 * @returns the signature as base64
 * @throws UserError `key-unsupported` when the key is not of the algorithm's type, `algorithm-unknown`
 */
export function signOctets(text: string, key: SigningKey, algorithm: SignatureAlgorithm): string {
  return runSync(signOctetsSteps(text, key, algorithm));
}

/** What was signed, and the signature over it. */
export interface SignedOctets {
  readonly text: string;
  /** As base64. */
  readonly signature: string;
}

/**
 * Verifies a signature over text as UTF-8.
 *
 * @returns false also when the key is of another type: a label never makes an RSA key verify as EC
 */
export function verifyOctets(
  signed: SignedOctets,
  key: KeyObject,
  algorithm: SignatureAlgorithm,
): boolean {
  const { hash, keyType } = SIGNATURE_ALGORITHMS[algorithm];
  if (key.asymmetricKeyType !== keyType) return false;
  const signature = Buffer.from(signed.signature, 'base64');
  return verify(hash, Buffer.from(signed.text), { key, dsaEncoding }, signature);
}
