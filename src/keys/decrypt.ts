/** Floor 2: decrypts elements with xml-encryption, never with the code that encrypts. */
import type { KeyObject } from 'node:crypto';
import { decrypt } from 'xml-encryption';
import { StandinError } from '../base/errors.js';
import { element } from '../xml/node.js';
import type { ResolvedElement } from '../xml/query.js';
import { writeXml } from '../xml/write.js';
import { DIGEST_ALGORITHMS } from './algorithms.js';
import {
  CONTENT_ALGORITHMS,
  KEY_TRANSPORTS,
  MASK_FUNCTIONS,
  XENC,
  XENC11,
  type ContentAlgorithm,
  type KeyTransport,
} from './encryption-algorithms.js';
import type { DigestAlgorithm } from './keys.js';
import { readEncrypted, type FoundData, type FoundKey } from './read-encrypted.js';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** What may be decrypted, and with what. */
export interface DecryptOptions {
  /** Each is tried. */
  readonly privateKeys: readonly KeyObject[];
  readonly content: readonly ContentAlgorithm[];
  readonly transport: readonly KeyTransport[];
  /** Our entity id: keys for other Recipients are left alone. */
  readonly recipient?: string;
  /** What has more keys is not decrypted; 8 unless said otherwise. */
  readonly mostKeys?: number;
}

/** Something that could not be decrypted. It never says why: that would be an oracle (xmlenc-core1 6.1). */
export class DecryptionFlaw extends StandinError {
  override readonly name = 'DecryptionFlaw';

  constructor() {
    super('decryption-failed', 'The message could not be decrypted.');
  }
}

/** What xml-encryption reads rightly: it takes other digests for SHA-1. */
const DIGESTS: ReadonlySet<DigestAlgorithm> = new Set(['sha1', 'sha256', 'sha512']);

function isAllowed(key: FoundKey, { transport, recipient }: DecryptOptions): boolean {
  const isForUs = key.recipient === undefined || key.recipient === (recipient ?? key.recipient);
  return isForUs && transport.includes(key.transport) && DIGESTS.has(key.digest);
}

/** Whole blocks, or more than an IV and a tag of full length: nothing shorter is authentic (xmlenc-core1 5.2.4). */
function isWhole({ content, octets }: FoundData): boolean {
  const { ivSize, tagSize } = CONTENT_ALGORITHMS[content];
  if (tagSize > 0) return octets.length > ivSize + tagSize;
  return octets.length >= 2 * ivSize && octets.length % ivSize === 0;
}

/** The markup that xml-encryption is given: made of what was read, so that nothing else can mean anything to it. */
function markup(data: FoundData, key: FoundKey): string {
  const cipher = (octets: Buffer) =>
    element('CipherData', [], [element('CipherValue', [], [octets.toString('base64')])]);
  const digest = ['Algorithm', DIGEST_ALGORITHMS[key.digest].uri] as const;
  const mask = ['Algorithm', MASK_FUNCTIONS[key.mask].uri] as const;
  const oaep = element('ds:DigestMethod', [digest]);
  const mgf = element('xenc11:MGF', [mask]);
  const parts = { 'rsa-1_5': [], 'rsa-oaep-mgf1p': [oaep], 'rsa-oaep': [oaep, mgf] };
  const method = ['Algorithm', KEY_TRANSPORTS[key.transport].uri] as const;
  const keyChildren = [
    element('EncryptionMethod', [method], parts[key.transport]),
    cipher(key.octets),
  ];
  const namespaces = [
    ['xmlns', XENC],
    ['xmlns:ds', DSIG],
    ['xmlns:xenc11', XENC11],
  ] as const;
  return writeXml(
    element('EncryptedData', namespaces, [
      element('EncryptionMethod', [['Algorithm', CONTENT_ALGORITHMS[data.content].uri]]),
      element('ds:KeyInfo', [], [element('EncryptedKey', [], keyChildren)]),
      cipher(data.octets),
    ]),
  );
}

function decryptWith(xml: string, privateKey: KeyObject): string | undefined {
  let result: string | undefined;
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  // Which algorithms may be used has been decided already.
  const options = { disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false };
  try {
    decrypt(xml, { key, ...options }, (error, plain) => {
      if (error === null) result = plain;
    });
  } catch {
    return undefined;
  }
  return result;
}

/**
 * Decrypts an encrypted element.
 *
 * Whatever is wrong with it is one flaw: the algorithm, the key, the padding and the tag cannot be told apart. The
 * text may be anything that somebody has encrypted: whoever wants to believe it parses it and verifies a signature.
 *
 * @param wrapper - EncryptedAssertion, EncryptedID or EncryptedAttribute, its names resolved
 * @returns the written element
 * @throws DecryptionFlaw
 * @example
 * const [encrypted] = childrenNamed(response, SAML, 'EncryptedAssertion');
 * decryptElement(encrypted, { privateKeys: [key], content: ['aes256-gcm'], transport: ['rsa-oaep-mgf1p'] });
 */
export function decryptElement(wrapper: ResolvedElement, options: DecryptOptions): string {
  const data = readEncrypted(wrapper, options.mostKeys);
  if (data === undefined || !options.content.includes(data.content) || !isWhole(data)) {
    throw new DecryptionFlaw();
  }
  for (const key of data.keys.filter((each) => isAllowed(each, options))) {
    const xml = markup(data, key);
    for (const privateKey of options.privateKeys) {
      const plain = decryptWith(xml, privateKey);
      if (plain !== undefined) return plain;
    }
  }
  throw new DecryptionFlaw();
}
