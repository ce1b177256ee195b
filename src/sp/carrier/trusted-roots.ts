/** Floor 5: the certificates that a TLS connection trusts, with one more CA. */
import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import { UserError } from '../../base/errors.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The default roots; newer versions of Node also tell what NODE_EXTRA_CA_CERTS added. */
function defaultRoots(): readonly string[] {
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function') {
    const ask = tls.getCACertificates as (kind: string) => readonly string[];
    return ask('default');
  }
  return tls.rootCertificates;
}

/**
 * The default roots and the certificates of a PEM text.
 *
 * @param pem - one or more certificates; anything around them is passed over
 * @throws UserError `option-invalid` when there is none, or one cannot be read
 */
export function trustedRoots(pem: string): string[] {
  const certificates = pem.match(CERTIFICATE) ?? [];
  try {
    if (certificates.length === 0) throw new Error('no certificate in it');
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (cause) {
    throw new UserError('option-invalid', '`tls.ca` holds no certificate that can be read.', {
      cause,
      fix: 'Name a PEM file: one or more blocks that begin with -----BEGIN CERTIFICATE-----.',
    });
  }
  return [...defaultRoots(), ...certificates];
}
