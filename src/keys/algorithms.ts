/** Floor 2: one row an algorithm. Whoever needs a URI, a digest name or a key type reads it here. */
import type { KeyObject } from 'node:crypto';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { DigestAlgorithm, SignatureAlgorithm } from './keys.js';

/** The type of a key as `node:crypto` names it (`KeyObject.asymmetricKeyType`). */
export type KeyType = 'rsa' | 'ec';

/** A row of the digest table. */
export interface DigestRow {
  readonly uri: string;
  /** The name `node:crypto` knows it by. */
  readonly hash: string;
}

/** A row of the signature table. */
export interface SignatureRow extends DigestRow {
  readonly keyType: KeyType;
}

/** How `node:crypto` must write ECDSA: r||s, not DER (xmldsig-core1 6.4.3). RSA ignores it. */
export const SIGNATURE_ENCODING = 'ieee-p1363';

/** Digest algorithms (xmldsig-core1 6.2, xmlenc-core1 5.7; sha384 is RFC 6931 2.1.3). */
export const DIGEST_ALGORITHMS: Readonly<Record<DigestAlgorithm, DigestRow>> = {
  sha256: { uri: 'http://www.w3.org/2001/04/xmlenc#sha256', hash: 'sha256' },
  sha384: { uri: 'http://www.w3.org/2001/04/xmldsig-more#sha384', hash: 'sha384' },
  sha512: { uri: 'http://www.w3.org/2001/04/xmlenc#sha512', hash: 'sha512' },
  sha1: { uri: 'http://www.w3.org/2000/09/xmldsig#sha1', hash: 'sha1' },
};

/** Signature algorithms (xmldsig-core1 6.4, RFC 6931 2.3). */
export const SIGNATURE_ALGORITHMS: Readonly<Record<SignatureAlgorithm, SignatureRow>> = {
  'rsa-sha256': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    hash: 'sha256',
    keyType: 'rsa',
  },
  'rsa-sha384': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
    hash: 'sha384',
    keyType: 'rsa',
  },
  'rsa-sha512': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    hash: 'sha512',
    keyType: 'rsa',
  },
  'rsa-sha1': { uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', hash: 'sha1', keyType: 'rsa' },
  'ecdsa-sha256': {
    uri: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
    hash: 'sha256',
    keyType: 'ec',
  },
};

function nameOf<Name extends string>(
  table: Readonly<Record<Name, DigestRow>>,
  uri: string,
): Name | undefined {
  return (Object.keys(table) as Name[]).find((name) => table[name].uri === uri);
}

/**
 * The short name of a signature algorithm.
 *
 * @param uri - what stands in `SignatureMethod/@Algorithm` or `SigAlg`
 * @returns `undefined` for an algorithm Standin does not know
 * @example
 * signatureAlgorithmOf('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'); // 'rsa-sha256'
 */
export function signatureAlgorithmOf(uri: string): SignatureAlgorithm | undefined {
  return nameOf(SIGNATURE_ALGORITHMS, uri);
}

/**
 * The short name of a digest algorithm.
 *
 * @param uri - what stands in `DigestMethod/@Algorithm`
 * @returns `undefined` for an algorithm Standin does not know
 */
export function digestAlgorithmOf(uri: string): DigestAlgorithm | undefined {
  return nameOf(DIGEST_ALGORITHMS, uri);
}

/** The row of a name; names are checked because settings come from files. */
function rowOf<Name extends string, Row>(
  table: Readonly<Record<Name, Row>>,
  name: Name,
  what: string,
): Row {
  if (Object.hasOwn(table, name)) return table[name];
  throw new UserError('algorithm-unknown', `"${name}" is not a ${what} algorithm.`, {
    fix: didYouMean(name, Object.keys(table)),
  });
}

/**
 * The row of a digest algorithm.
 *
 * @throws UserError `algorithm-unknown` when the name is none of the table's
 */
export function digestRow(algorithm: DigestAlgorithm): DigestRow {
  return rowOf(DIGEST_ALGORITHMS, algorithm, 'digest');
}

/**
 * The row of a signature algorithm, provided that the key can be used with it.
 *
 * @param algorithm - short name
 * @param key - the key that is to sign
 * @throws UserError `algorithm-unknown` when the name is none of the table's, `key-unsupported` when the key is
 *   of another type
 */
export function signatureRow(algorithm: SignatureAlgorithm, key: KeyObject): SignatureRow {
  const row = rowOf(SIGNATURE_ALGORITHMS, algorithm, 'signature');
  if (row.keyType === key.asymmetricKeyType) return row;
  const type = key.asymmetricKeyType ?? 'secret';
  throw new UserError('key-unsupported', `${algorithm} cannot sign with a key of type ${type}.`, {
    fix: `Use a key of type ${row.keyType}, or another signature algorithm.`,
  });
}
