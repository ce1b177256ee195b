/** Floor 2: fresh signing keys. Keys come from the machine's own randomness, never from a seed. */
import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { issueCertificate, type CertificateOptions } from './certificate.js';
import type { KeyKind, SigningKey } from './keys.js';

// Reading PEM needs no certificate machinery: start-up paths import `key-pem.js` itself.
export { signingKeyFromPem, signingKeyToPem } from './key-pem.js';

function rsa(modulusLength: number): () => KeyPairKeyObjectResult {
  return () => generateKeyPairSync('rsa', { modulusLength });
}

const GENERATORS: Readonly<Record<KeyKind, () => KeyPairKeyObjectResult>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'ec-p256': () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
};

/** Every kind of key pair, for options and messages. */
export const KEY_KINDS: readonly KeyKind[] = Object.keys(GENERATORS) as KeyKind[];

/**
 * Makes a key pair and a certificate for it.
 *
 * @param kind - type and size
 * @param certificate - what the certificate says
 * @throws UserError `option-invalid` when the certificate's instant is none
 * @example
 * createSigningKey('rsa-2048', { shape: 'okta', tenant: 'acme', instant: clock.now(), random });
 */
export function createSigningKey(kind: KeyKind, certificate: CertificateOptions): SigningKey {
  const keys = GENERATORS[kind]();
  return { kind, ...keys, certificate: issueCertificate(certificate, keys) };
}
