/** Floor 2: a key and its certificate in the words of KeyInfo: bare numbers, issuer and serial number. */
import { X509Certificate, type KeyObject } from 'node:crypto';
import { UserError } from '../base/errors.js';
import type { Certificate } from './keys.js';

function base64Of(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('base64');
}

/**
 * Modulus and exponent as RSAKeyValue has them (xmldsig-core1 4.5.2.2).
 *
 * @throws UserError `value-invalid` for a key that is not RSA
 */
export function rsaNumbersOf(key: KeyObject): {
  readonly modulus: string;
  readonly exponent: string;
} {
  const { n, e } = key.export({ format: 'jwk' });
  if (n !== undefined && e !== undefined) return { modulus: base64Of(n), exponent: base64Of(e) };
  throw new UserError('value-invalid', 'Only an RSA key can stand in RSAKeyValue.', {
    fix: 'Name an RSA key: attacker-1.',
  });
}

/** Who issued a certificate, the last part of the name first (RFC 4514 2.1), and its number in decimal (xmldsig-core1 4.5.4.1). */
export function issuerSerialOf({ base64 }: Certificate): {
  readonly issuer: string;
  readonly serial: string;
} {
  const { issuer, serialNumber } = new X509Certificate(Buffer.from(base64, 'base64'));
  return {
    issuer: issuer.split('\n').toReversed().join(','),
    serial: BigInt(`0x${serialNumber}`).toString(),
  };
}
