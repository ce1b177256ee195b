/** Floor 2: encrypting octets; whatever is drawn comes from a seeded source, so that a run repeats byte by byte. */
import { constants, createCipheriv, publicEncrypt, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
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

/** OAEP by forge, which takes the seed that `node:crypto` always draws itself (RFC 8017 7.1.1). */
function encryptWithOaep(octets: Buffer, options: Transport, random: Random): Buffer {
  const pem = options.to.export({ type: 'spki', format: 'pem' }).toString();
  const md = forge.md[options.digest].create();
  const seed = drawOctets(random, md.digestLength).toString('latin1');
  const encrypted = forge.pki.publicKeyFromPem(pem).encrypt(octets.toString('latin1'), 'RSA-OAEP', {
    md,
    mgf1: { md: forge.md[options.mask].create() },
    seed,
  });
  return Buffer.from(encrypted, 'latin1');
}

/** 00 02, octets that are not 0, 00, the message (RFC 8017 7.2.1). */
function encryptWithPkcs1(octets: Buffer, { to }: Transport, random: Random): Buffer {
  const size = (to.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const filling = Buffer.alloc(size - octets.length - 3).map(() => 1 + random.below(255));
  const block = Buffer.concat([Buffer.from([0, 2]), filling, Buffer.from([0]), octets]);
  return publicEncrypt({ key: to, padding: constants.RSA_NO_PADDING }, block);
}

/**
 * Encrypts a content key (xmlenc-core1 5.5). The same options and source give the same octets.
 *
 * @throws UserError `key-unsupported` for keys that are not RSA, or too short for the digest
 */
export function encryptKey(octets: Buffer, options: Transport, random: Random): Buffer {
  const { asymmetricKeyType, asymmetricKeyDetails } = options.to;
  const overhead = options.transport === 'rsa-1_5' ? 11 : 2 + 2 * digestSize(options.digest);
  const room = (asymmetricKeyDetails?.modulusLength ?? 0) / 8 - overhead;
  if (asymmetricKeyType !== 'rsa' || octets.length > room) {
    throw new UserError('key-unsupported', 'This key cannot encrypt another key.', {
      fix: 'Give a certificate with an RSA key of at least 2048 bits.',
    });
  }
  const encrypt = options.transport === 'rsa-1_5' ? encryptWithPkcs1 : encryptWithOaep;
  return encrypt(octets, options, random);
}

function digestSize(digest: DigestAlgorithm): number {
  return forge.md[digest].create().digestLength;
}
