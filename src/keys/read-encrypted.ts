/** Floor 2: reads an encrypted element: one EncryptedData and the keys that may open it, in one place only. */
import { attributeOf, childrenNamed, textOf, type ResolvedElement } from '../xml/query.js';
import {
  CONTENT_ALGORITHMS,
  KEY_TRANSPORTS,
  MASK_FUNCTIONS,
  shortName,
  XENC,
  XENC11,
} from './encryption-algorithms.js';
import type { ContentAlgorithm, KeyTransport } from './encryption-algorithms.js';
import { DIGEST_ALGORITHMS } from './algorithms.js';
import type { DigestAlgorithm } from './keys.js';

/** An EncryptedKey, of which only known parts are kept. */
export interface FoundKey {
  readonly transport: KeyTransport;
  readonly digest: DigestAlgorithm;
  readonly mask: DigestAlgorithm;
  readonly recipient: string | undefined;
  readonly octets: Buffer;
}

/** An encrypted element, of which only known parts are kept. */
export interface FoundData {
  readonly content: ContentAlgorithm;
  readonly octets: Buffer;
  readonly keys: readonly FoundKey[];
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
/** Each one costs a private operation for each of our keys. */
const MOST_KEYS = 8;

/** The one child of that name; `undefined` when there is none or more than one. */
function only(
  parent: ResolvedElement | undefined,
  namespace: string,
  local: string,
): ResolvedElement | undefined {
  if (parent === undefined) return undefined;
  const [found, second] = childrenNamed(parent, namespace, local);
  return second === undefined ? found : undefined;
}

/** CipherValue's octets; a CipherReference is never followed. */
function octetsOf(parent: ResolvedElement): Buffer | undefined {
  const data = only(parent, XENC, 'CipherData');
  const value = only(data, XENC, 'CipherValue');
  if (value === undefined || data?.children.length !== 1) return undefined;
  return Buffer.from(textOf(value), 'base64');
}

/** The short name of a method's Algorithm; `otherwise` when no such method stands there. */
function algorithmOf<Name extends string>(
  method: ResolvedElement | undefined,
  table: Readonly<Record<Name, { readonly uri: string }>>,
  otherwise?: Name,
): Name | undefined {
  if (method === undefined) return otherwise;
  return shortName(table, attributeOf(method, 'Algorithm') ?? '');
}

/** An EncryptedKey of which everything is known; others are as if they were not there. */
function readKey(key: ResolvedElement): readonly FoundKey[] {
  const method = only(key, XENC, 'EncryptionMethod');
  const octets = octetsOf(key);
  const transport = method && algorithmOf(method, KEY_TRANSPORTS);
  if (method === undefined || octets === undefined || transport === undefined) return [];
  const [digests, masks] = [
    childrenNamed(method, DSIG, 'DigestMethod'),
    childrenNamed(method, XENC11, 'MGF'),
  ];
  const parts = method.children.length;
  const digest = algorithmOf(digests[0], DIGEST_ALGORITHMS, 'sha1');
  const mask = algorithmOf(masks[0], MASK_FUNCTIONS, 'sha1');
  const most = { 'rsa-1_5': 0, 'rsa-oaep-mgf1p': 1, 'rsa-oaep': 2 }[transport];
  const isPlain = parts <= most && digests.length + masks.length === parts;
  const isTwice = digests.length > 1 || masks.length > 1;
  const isMasked = transport === 'rsa-oaep-mgf1p' && masks.length > 0;
  if (!isPlain || isTwice || isMasked || digest === undefined || mask === undefined) return [];
  return [{ transport, digest, mask, octets, recipient: attributeOf(key, 'Recipient') }];
}

/**
 * The keys of the data: those in its KeyInfo; without any, the sibling that its RetrievalMethod names; without one,
 * all siblings (saml-core 2.3.4 allows each). Other documents are never asked.
 */
function keysOf(wrapper: ResolvedElement, data: ResolvedElement): readonly ResolvedElement[] {
  const siblings = childrenNamed(wrapper, XENC, 'EncryptedKey');
  const info = only(data, DSIG, 'KeyInfo');
  if (info === undefined) return siblings;
  const inside = childrenNamed(info, XENC, 'EncryptedKey');
  if (inside.length > 0) return inside;
  const pointers = childrenNamed(info, DSIG, 'RetrievalMethod');
  if (pointers.length === 0) return siblings;
  const named = siblings.filter((key) =>
    pointers.some((pointer) => attributeOf(pointer, 'URI') === `#${attributeOf(key, 'Id') ?? ''}`),
  );
  return named.length === pointers.length ? named : [];
}

/**
 * Reads an encrypted element (saml-core 2.3.4, xmlenc-core1 3).
 *
 * @param wrapper - EncryptedAssertion, EncryptedID or EncryptedAttribute
 * @param mostKeys - what has more is not read
 * @returns `undefined` when it is not exactly one EncryptedData of type Element with a known algorithm and its keys
 */
export function readEncrypted(
  wrapper: ResolvedElement,
  mostKeys: number = MOST_KEYS,
): FoundData | undefined {
  const data = only(wrapper, XENC, 'EncryptedData');
  if (data === undefined) return undefined;
  const type = attributeOf(data, 'Type') ?? `${XENC}Element`;
  const method = only(data, XENC, 'EncryptionMethod');
  const content = method && algorithmOf(method, CONTENT_ALGORITHMS);
  const octets = octetsOf(data);
  const keys = keysOf(wrapper, data);
  if (type !== `${XENC}Element` || content === undefined || octets === undefined) return undefined;
  if (keys.length > mostKeys) return undefined;
  return { content, octets, keys: keys.flatMap(readKey) };
}
