/** Floor 2: signatures that no vendor makes and attacks need: MD5, PSS, HMAC, DSA, ECDSA in DER, cube roots, in a table of their own. */
import { createHmac, hash, sign } from 'node:crypto';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS, SIGNATURE_ENCODING } from './algorithms.js';
import { forgeByCubeRoot } from './cube-root.js';
import type { SignatureAlgorithm, SigningKey } from './keys.js';
import { signOctets } from './octets.js';
import { signPss } from './pss.js';

interface AnyAlgorithm {
  readonly uri: string;
  /** @returns base64 */
  sign(text: string, key: SigningKey): string;
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** HMAC with a secret that anybody can know. */
interface MacAlgorithm {
  readonly uri: string;
  readonly hash: string;
}

const MACS: Readonly<Record<string, MacAlgorithm>> = {
  'hmac-sha1': { uri: `${DSIG}hmac-sha1`, hash: 'sha1' },
  'hmac-sha256': { uri: `${MORE}hmac-sha256`, hash: 'sha256' },
};

const OTHERS: Readonly<Record<string, AnyAlgorithm>> = {
  'rsa-md5': {
    uri: `${MORE}rsa-md5`,
    sign: (text, key) => sign('md5', Buffer.from(text), key.privateKey).toString('base64'),
  },
  'rsa-pss-sha256': {
    uri: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    sign: (text, { privateKey }) => signPss(text, privateKey),
  },
  'dsa-sha1': {
    uri: `${DSIG}dsa-sha1`,
    sign: (text, { privateKey }) => {
      const options = { key: privateKey, dsaEncoding: SIGNATURE_ENCODING } as const;
      return sign('sha1', Buffer.from(text), options).toString('base64');
    },
  },
  'rsa-sha256-cube-root': {
    uri: SIGNATURE_ALGORITHMS['rsa-sha256'].uri,
    sign: (text, { publicKey }) => forgeByCubeRoot(text, publicKey),
  },
  'ecdsa-sha256-der': {
    uri: `${MORE}ecdsa-sha256`,
    sign: (text, { privateKey }) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'der' }).toString('base64'),
  },
};

function usual(name: SignatureAlgorithm): AnyAlgorithm {
  return { uri: SIGNATURE_ALGORITHMS[name].uri, sign: (text, key) => signOctets(text, key, name) };
}

const SIGNATURES: Readonly<Record<string, AnyAlgorithm>> = {
  ...Object.fromEntries(
    (Object.keys(SIGNATURE_ALGORITHMS) as SignatureAlgorithm[]).map((name) => [name, usual(name)]),
  ),
  ...OTHERS,
};

/** What public data may be taken for a secret: the classic confusion of keys. */
const SECRETS: Readonly<Record<string, (key: SigningKey) => Buffer>> = {
  'certificate-pem': ({ certificate }) => Buffer.from(certificate.pem),
  'certificate-pem-trimmed': ({ certificate }) => Buffer.from(certificate.pem.trim()),
  'certificate-base64': ({ certificate }) => Buffer.from(certificate.base64),
  'certificate-der': ({ certificate }) => Buffer.from(certificate.base64, 'base64'),
  'public-key-pem': ({ publicKey }) =>
    Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })),
  'public-key-der': ({ publicKey }) => publicKey.export({ type: 'spki', format: 'der' }),
  modulus: ({ publicKey }) => Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'),
  empty: () => Buffer.alloc(0),
};

function rowOf<Row>(table: Readonly<Record<string, Row>>, name: string, what: string): Row {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (row !== undefined) return row;
  throw new UserError('algorithm-unknown', `"${name}" is not a ${what}.`, {
    fix: didYouMean(name, Object.keys(table)),
  });
}

function uriOf(table: Readonly<Record<string, { readonly uri: string }>>, name: string): string {
  return Object.hasOwn(table, name) ? (table[name]?.uri ?? name) : name;
}

/** The URI of a signature or HMAC algorithm by its short name; a name that is none is taken for a URI. */
export function anyAlgorithmUri(name: string): string {
  return uriOf({ ...SIGNATURES, ...MACS }, name);
}

/** The short name of a URI, where there is one. */
export function anyAlgorithmOf(uri: string): string | undefined {
  const rows = Object.entries({ ...SIGNATURES, ...MACS });
  return rows.find(([, row]) => row.uri === uri)?.[0];
}

/**
 * Signs text as UTF-8.
 *
 * @param name - short name of the algorithm
 * @returns base64
 * @throws UserError `algorithm-unknown`
 */
export function signAnyhow(text: string, key: SigningKey, name: string): string {
  return rowOf(SIGNATURES, name, 'signature algorithm').sign(text, key);
}

/**
 * An HMAC whose secret is public.
 *
 * @param options - the algorithm, and what is taken for its secret: `certificate-pem`, `public-key-der`, …
 * @param bits - HMACOutputLength (xmldsig-core1 6.3.1): only so many are left
 * @returns base64
 * @throws UserError `algorithm-unknown`
 */
export function macAnyhow(
  text: string,
  key: SigningKey,
  options: { readonly algorithm: string; readonly secret: string; readonly bits?: number },
): string {
  const row = rowOf(MACS, options.algorithm, 'HMAC algorithm');
  const secret = rowOf(SECRETS, options.secret, 'secret')(key);
  const mac = createHmac(row.hash, secret).update(text, 'utf8').digest();
  const length = options.bits === undefined ? mac.length : Math.ceil(options.bits / 8);
  return mac.subarray(0, length).toString('base64');
}

const DIGESTS: Readonly<Record<string, { readonly uri: string; readonly hash: string }>> = {
  ...DIGEST_ALGORITHMS,
  md5: { uri: `${MORE}md5`, hash: 'md5' },
};

/** The URI of a digest algorithm by its short name; a name that is none is taken for a URI. */
export function anyDigestUri(name: string): string {
  return uriOf(DIGESTS, name);
}

/**
 * A digest as base64.
 *
 * @param algorithm - short name or URI
 * @throws UserError `algorithm-unknown`
 */
export function digestAnyhow(text: string, algorithm: string): string {
  const byUri = Object.values(DIGESTS).find(({ uri }) => uri === algorithm);
  return hash((byUri ?? rowOf(DIGESTS, algorithm, 'digest algorithm')).hash, text, 'base64');
}
