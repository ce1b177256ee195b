/** Floor 2: encrypting octets; whatever is drawn comes from a seeded source, so that a run repeats byte by byte. */
import { constants, createCipheriv, hash, publicEncrypt, type KeyObject } from 'node:crypto';
import { UserError } from '../base/errors.js';
import type { Random } from '../base/random.js';
import type { ContentRow, KeyTransport } from './encryption-algorithms.js';
import type { DigestAlgorithm } from './keys.js';

/** How a content key is encrypted. */
export interface Transport {
  readonly to: KeyObject;
  readonly transport: KeyTransport;
  /** Digest and mask of OAEP; `rsa-1_5` has neither. */
  readonly digest: DigestAlgorithm;
  readonly mask: DigestAlgorithm;
}

/** So many octets. */
export function drawOctets(random: Random, count: number): Buffer {
  return Buffer.from(random.hex(2 * count), 'hex');
}

/**
 * Encrypts text as UTF-8: IV, ciphertext and, where the mode has one, tag (xmlenc-core1 5.2).
 *
 * @param key - as many octets as the row says
 */
export function encryptContent(text: string, row: ContentRow, key: Buffer, random: Random): Buffer {
  const iv = drawOctets(random, row.ivSize);
  if (row.tagSize === 0) {
    const cipher = createCipheriv(row.cipher, key, iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
  }
  const cipher = createCipheriv(row.cipher as 'aes-256-gcm', key, iv);
  const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([iv, ...encrypted, cipher.getAuthTag()]);
}

/** MGF1 (RFC 8017 B.2.1): digests of seed and counter, as many octets as are needed. */
function maskOf(seed: Buffer, size: number, digest: DigestAlgorithm): Buffer {
  const blocks: Buffer[] = [];
  for (let made = 0; made < size; made += digestSize(digest)) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(blocks.length);
    blocks.push(hash(digest, Buffer.concat([seed, counter]), 'buffer'));
  }
  return Buffer.concat(blocks).subarray(0, size);
}

function masked(octets: Buffer, mask: Buffer): Buffer {
  return octets.map((octet, index) => octet ^ (mask[index] ?? 0)) as Buffer;
}

/** The block of OAEP, without a label (RFC 8017 7.1.1): `node:crypto` never lets others draw its seed. */
function oaepBlock(octets: Buffer, size: number, options: Transport, random: Random): Buffer {
  const { digest, mask } = options;
  const seed = drawOctets(random, digestSize(digest));
  const label = hash(digest, '', 'buffer');
  const filling = Buffer.alloc(size - octets.length - 2 * seed.length - 2);
  const data = Buffer.concat([label, filling, Buffer.from([1]), octets]);
  const maskedData = masked(data, maskOf(seed, data.length, mask));
  const maskedSeed = masked(seed, maskOf(maskedData, seed.length, mask));
  return Buffer.concat([Buffer.from([0]), maskedSeed, maskedData]);
}

/** 00 02, octets that are not 0, 00, the message (RFC 8017 7.2.1). */
function pkcs1Block(octets: Buffer, size: number, _: Transport, random: Random): Buffer {
  const filling = Buffer.alloc(size - octets.length - 3).map(() => 1 + random.below(255));
  return Buffer.concat([Buffer.from([0, 2]), filling, Buffer.from([0]), octets]);
}

/**
 * Encrypts a content key (xmlenc-core1 5.5). The same options and source give the same octets.
 *
 * @throws UserError `key-unsupported` for keys that are not RSA, or too short for the digest
 */
export function encryptKey(octets: Buffer, options: Transport, random: Random): Buffer {
  const { to, transport, digest } = options;
  const size = (to.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const overhead = transport === 'rsa-1_5' ? 11 : 2 + 2 * digestSize(digest);
  if (to.asymmetricKeyType !== 'rsa' || octets.length > size - overhead) {
    throw new UserError('key-unsupported', 'This key cannot encrypt another key.', {
      fix: 'Give a certificate with an RSA key of at least 2048 bits.',
    });
  }
  const blockOf = transport === 'rsa-1_5' ? pkcs1Block : oaepBlock;
  const block = blockOf(octets, size, options, random);
  return publicEncrypt({ key: to, padding: constants.RSA_NO_PADDING }, block);
}

function digestSize(digest: DigestAlgorithm): number {
  return hash(digest, '', 'buffer').length;
}
