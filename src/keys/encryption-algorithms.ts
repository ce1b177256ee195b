/** Floor 2: one row an algorithm of XML encryption: URIs, ciphers and sizes. */
import type { DigestAlgorithm } from './keys.js';

/** Algorithms that encrypt the content, by short name. */
export type ContentAlgorithm =
  'aes128-gcm' | 'aes192-gcm' | 'aes256-gcm' | 'aes128-cbc' | 'aes256-cbc' | 'tripledes-cbc';

/** Algorithms that encrypt the content's key, by short name. */
export type KeyTransport = 'rsa-oaep-mgf1p' | 'rsa-oaep' | 'rsa-1_5';

/** A row of the table of content algorithms. Sizes are in bytes. */
export interface ContentRow {
  readonly uri: string;
  /** The name `node:crypto` knows it by. */
  readonly cipher: string;
  readonly keySize: number;
  readonly ivSize: number;
  /** The authentication tag; 0 for the modes that have none. */
  readonly tagSize: number;
}

/** The namespace of XML encryption. */
export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
/** The namespace of what version 1.1 added. */
export const XENC11 = 'http://www.w3.org/2009/xmlenc11#';

function gcm(bits: number): ContentRow {
  const uri = `${XENC11}aes${bits}-gcm`;
  return { uri, cipher: `aes-${bits}-gcm`, keySize: bits / 8, ivSize: 12, tagSize: 16 };
}

function cbc(bits: number): ContentRow {
  const uri = `${XENC}aes${bits}-cbc`;
  return { uri, cipher: `aes-${bits}-cbc`, keySize: bits / 8, ivSize: 16, tagSize: 0 };
}

/** Content algorithms (xmlenc-core1 5.2). */
export const CONTENT_ALGORITHMS: Readonly<Record<ContentAlgorithm, ContentRow>> = {
  'aes128-gcm': gcm(128),
  'aes192-gcm': gcm(192),
  'aes256-gcm': gcm(256),
  'aes128-cbc': cbc(128),
  'aes256-cbc': cbc(256),
  'tripledes-cbc': {
    uri: `${XENC}tripledes-cbc`,
    cipher: 'des-ede3-cbc',
    keySize: 24,
    ivSize: 8,
    tagSize: 0,
  },
};

/** Key transport (xmlenc-core1 5.5). */
export const KEY_TRANSPORTS: Readonly<Record<KeyTransport, { readonly uri: string }>> = {
  'rsa-oaep-mgf1p': { uri: `${XENC}rsa-oaep-mgf1p` },
  'rsa-oaep': { uri: `${XENC11}rsa-oaep` },
  'rsa-1_5': { uri: `${XENC}rsa-1_5` },
};

/** Mask generation functions by their digest (xmlenc-core1 5.5.2). */
export const MASK_FUNCTIONS: Readonly<Record<DigestAlgorithm, { readonly uri: string }>> = {
  sha1: { uri: `${XENC11}mgf1sha1` },
  sha256: { uri: `${XENC11}mgf1sha256` },
  sha384: { uri: `${XENC11}mgf1sha384` },
  sha512: { uri: `${XENC11}mgf1sha512` },
};

/** The short name of a URI in one of the tables; `undefined` when the table has none. */
export function shortName<Name extends string>(
  table: Readonly<Record<Name, { readonly uri: string }>>,
  uri: string,
): Name | undefined {
  return (Object.keys(table) as Name[]).find((name) => table[name].uri === uri);
}
