/** Floor 2: RSASSA-PSS whose salt comes of the message: the same message has the same signature. */
import { constants, createHash, privateEncrypt, type KeyObject } from 'node:crypto';

/** The hash is SHA-256, and so is that of the mask; the salt is as long as the hash (RFC 9231 2.3.9). */
const SIZE = 32;

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** RFC 8017 B.2.1. */
function mask(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / SIZE) }, (_, index) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(index);
    return sha256(seed, counter);
  });
  return Buffer.concat(blocks).subarray(0, length);
}

/** RFC 8017 9.1.1, for keys of whole octets. */
function encoded(text: string, length: number): Buffer {
  const digest = sha256(Buffer.from(text));
  const salt = sha256(Buffer.from('salt'), digest);
  const inner = sha256(Buffer.alloc(8), digest, salt);
  const block = Buffer.alloc(length - SIZE - 1);
  block.writeUInt8(1, block.length - SIZE - 1);
  salt.copy(block, block.length - SIZE);
  mask(inner, block.length).forEach((octet, at) => {
    block.writeUInt8(block.readUInt8(at) ^ octet, at);
  });
  block.writeUInt8(block.readUInt8(0) & 0x7f, 0);
  return Buffer.concat([block, inner, Buffer.of(0xbc)]);
}

/**
 * Signs text as UTF-8 by RSASSA-PSS with SHA-256.
 *
 * @param key - an RSA key whose size is a multiple of 8
 * @returns base64
 */
export function signPss(text: string, key: KeyObject): string {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const padding = constants.RSA_NO_PADDING;
  return privateEncrypt({ key, padding }, encoded(text, bits / 8)).toString('base64');
}
