/** Floor 5: decrypting step by step, for SPs that get a step wrong which xml-encryption gets right. */
import { constants, createDecipheriv, privateDecrypt, type KeyObject } from 'node:crypto';
import { DecryptionFlaw, type DecryptOptions } from '../../keys/decrypt.js';
import { CONTENT_ALGORITHMS } from '../../keys/encryption-algorithms.js';
import { readEncrypted, type FoundData, type FoundKey } from '../../keys/read-encrypted.js';
import type { ResolvedElement } from '../../xml/query.js';

const FULL_TAG = 16;

/** The steps. Each has a right answer, in `RIGHT_STEPS`. */
interface DecryptionSteps {
  contentKey(key: FoundKey, privateKey: KeyObject): Buffer;
  /** What GCM's octets decrypt to. */
  text(data: FoundData, contentKey: Buffer): string;
}

/** GCM with a tag of some length. @throws Error of node:crypto when the tag is not right */
export function openGcm(data: FoundData, contentKey: Buffer, tagSize: number): string {
  const { cipher, ivSize } = CONTENT_ALGORITHMS[data.content];
  const iv = data.octets.subarray(0, ivSize);
  const end = data.octets.length - tagSize;
  const options = { authTagLength: tagSize };
  const decipher = createDecipheriv(cipher as 'aes-256-gcm', contentKey, iv, options);
  decipher.setAuthTag(data.octets.subarray(end));
  return (
    decipher.update(data.octets.subarray(ivSize, end), undefined, 'utf8') + decipher.final('utf8')
  );
}

/** GCM of which only the counter is used. */
export function openCounter(data: FoundData, contentKey: Buffer, tagSize: number): string {
  const { cipher, ivSize } = CONTENT_ALGORITHMS[data.content];
  const iv = data.octets.subarray(0, ivSize);
  const decipher = createDecipheriv(cipher as 'aes-256-gcm', contentKey, iv);
  const end = data.octets.length - tagSize;
  return decipher.update(data.octets.subarray(ivSize, end), undefined, 'utf8');
}

/** OAEP with one digest, whatever the message says. */
function openOaep(key: FoundKey, privateKey: KeyObject, oaepHash: string): Buffer {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return privateDecrypt({ key: privateKey, padding, oaepHash }, key.octets);
}

const RIGHT_STEPS: DecryptionSteps = {
  contentKey: (key, privateKey) => openOaep(key, privateKey, key.digest),
  text: (data, contentKey) => openGcm(data, contentKey, FULL_TAG),
};

/**
 * Decrypts an element that is encrypted with GCM, with steps of it replaced. What is wrong is an exception, as
 * node:crypto throws it.
 */
export function laxlyOpened(
  wrong: Partial<DecryptionSteps>,
): (wrapper: ResolvedElement, options: DecryptOptions) => string {
  const steps = { ...RIGHT_STEPS, ...wrong };
  return (wrapper, { privateKeys }) => {
    const data = readEncrypted(wrapper);
    const [key] = data?.keys ?? [];
    const [privateKey] = privateKeys;
    if (data === undefined || key === undefined || privateKey === undefined) {
      throw new DecryptionFlaw();
    }
    return steps.text(data, steps.contentKey(key, privateKey));
  };
}
