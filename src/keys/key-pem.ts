/** Floor 2: signing keys from and to PEM text. Reading files is not done here. */
import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { UserError } from '../base/errors.js';
import type { Certificate, SigningKey } from './keys.js';
import { pemBlock, toPem } from './pem.js';

/** A private key and its certificate as text. */
export interface SigningKeyPem {
  readonly privateKey: string;
  readonly certificate: string;
}

const RSA_KINDS: Readonly<Record<number, SigningKey['kind']>> = {
  1024: 'rsa-1024',
  2048: 'rsa-2048',
  3072: 'rsa-3072',
  4096: 'rsa-4096',
};

/** Kinds that only attacks sign with. */
const WEAK_KINDS: ReadonlySet<SigningKey['kind']> = new Set(['rsa-1024', 'dsa-1024']);

function kindOf(key: KeyObject): SigningKey['kind'] | undefined {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') return RSA_KINDS[details?.modulusLength ?? 0];
  if (key.asymmetricKeyType === 'dsa') {
    return details?.modulusLength === 1024 ? 'dsa-1024' : undefined;
  }
  const isP256 = key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1';
  return isP256 ? 'ec-p256' : undefined;
}

function readPrivateKey(text: string): KeyObject {
  const block = pemBlock(text, '(?:RSA |EC )?PRIVATE KEY');
  if (block === undefined) {
    const encrypted = text.includes('ENCRYPTED PRIVATE KEY');
    throw new UserError('key-invalid', 'There is no readable private key in the PEM text.', {
      fix: encrypted
        ? 'Take the pass phrase off: openssl pkey -in KEY -out PLAIN.'
        : 'Give a PEM file with a BEGIN PRIVATE KEY line; "standin keys create DIR" makes one.',
    });
  }
  try {
    return createPrivateKey(block);
  } catch (cause) {
    throw new UserError('key-invalid', 'The private key cannot be read.', {
      fix: 'Give an unencrypted private key in PEM form; "standin keys create DIR" makes one.',
      cause,
    });
  }
}

/**
 * Reads a certificate.
 *
 * @param text - PEM, with any text around it, or the bare base64 of the DER bytes
 * @throws UserError `key-invalid` when it is neither
 * @example
 * readCertificate(idpTrust.certificates[0]).x509.subject;
 */
export function readCertificate(text: string): Certificate & { readonly x509: X509Certificate } {
  const block = pemBlock(text, '(?:X509 |TRUSTED )?CERTIFICATE');
  try {
    const x509 = new X509Certificate(block ?? Buffer.from(text, 'base64'));
    const base64 = x509.raw.toString('base64');
    return { base64, pem: toPem('CERTIFICATE', base64), x509 };
  } catch (cause) {
    throw new UserError('key-invalid', 'The certificate cannot be read.', {
      fix: 'Give an X.509 certificate as PEM or as base64 of its DER bytes.',
      cause,
    });
  }
}

/**
 * Reads a signing key and makes sure that key and certificate belong together.
 *
 * @param pem - the two PEM texts; text around the blocks is ignored
 * @param options - `weak: true` reads RSA 1024 and DSA, too: attacks show that an SP must not take such a signature
 * @throws UserError `key-invalid` when one cannot be read or they do not match,
 *   `key-unsupported` for anything but RSA 2048/3072/4096 and EC P-256
 * @example
 * const key = signingKeyFromPem({
 *   privateKey: readFileSync('okta-1.NEVER-TRUST.key.pem', 'utf8'),
 *   certificate: readFileSync('okta-1.NEVER-TRUST.crt.pem', 'utf8'),
 * });
 */
export function signingKeyFromPem(
  pem: SigningKeyPem,
  options: { readonly weak?: boolean } = {},
): SigningKey {
  const privateKey = readPrivateKey(pem.privateKey);
  const { base64, pem: certificatePem, x509 } = readCertificate(pem.certificate);
  const kind = kindOf(privateKey);
  if (kind === undefined || (WEAK_KINDS.has(kind) && options.weak !== true)) {
    throw new UserError('key-unsupported', 'Standin does not sign with this kind of key.', {
      fix: 'Use RSA with 2048, 3072 or 4096 bits, or EC on P-256.',
    });
  }
  if (!x509.checkPrivateKey(privateKey)) {
    throw new UserError('key-invalid', 'The certificate belongs to another private key.', {
      fix: 'Give the key and the certificate that were made together.',
    });
  }
  const publicKey = createPublicKey(privateKey);
  return { kind, privateKey, publicKey, certificate: { base64, pem: certificatePem } };
}

/**
 * Writes a signing key as PEM (PKCS #8 and X.509). The inverse of {@link signingKeyFromPem}.
 *
 * @example
 * signingKeyToPem(key).privateKey; // '-----BEGIN PRIVATE KEY-----…'
 */
export function signingKeyToPem(key: SigningKey): SigningKeyPem {
  return {
    privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: key.certificate.pem,
  };
}
