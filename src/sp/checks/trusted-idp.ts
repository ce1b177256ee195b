/** Floor 5: an IdP with its pinned keys, read once. */
import { X509Certificate } from 'node:crypto';
import { UserError } from '../../base/errors.js';
import type { IdpTrust } from '../target.js';

/** A public key as xml-crypto takes it. */
export interface PinnedKey {
  /** SPKI, in PEM. */
  readonly pem: string;
  /** As `node:crypto` names it. */
  readonly type: string;
  /** Bits of an RSA modulus. */
  readonly modulus?: number;
}

/** What an administrator set up, ready for every message. */
export interface TrustedIdp extends IdpTrust {
  readonly keys: readonly PinnedKey[];
}

/** A certificate is the same whoever shows it; a run sets up the same few again and again. */
const READ = new Map<string, PinnedKey>();
const MOST_READ = 64;

function pinned(certificate: string, issuer: string): PinnedKey {
  const known = READ.get(certificate);
  if (known !== undefined) return known;
  const key = readKey(certificate, issuer);
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(certificate, key);
  return key;
}

function readKey(certificate: string, issuer: string): PinnedKey {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    const { modulusLength: modulus } = publicKey.asymmetricKeyDetails ?? {};
    const type = publicKey.asymmetricKeyType ?? 'unknown';
    return { pem: pem.toString(), type, ...(modulus === undefined ? {} : { modulus }) };
  } catch (cause) {
    throw new UserError('key-invalid', `A certificate of ${issuer} cannot be read.`, {
      fix: 'Give each certificate as base64 DER, without the PEM lines.',
      cause,
    });
  }
}

/**
 * Reads the certificates of an IdP.
 *
 * @throws UserError `key-invalid` for text that is no certificate
 */
export function trustedIdp(idp: IdpTrust): TrustedIdp {
  return { ...idp, keys: idp.certificates.map((certificate) => pinned(certificate, idp.issuer)) };
}
