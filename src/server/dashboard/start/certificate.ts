/** Floor 5: the certificate that a tenant signs with, as a file and as fingerprints. */
import { createHash } from 'node:crypto';
import type { Certificate } from '../../../keys/keys.js';
import type { Handler } from '../../http/route.js';
import { notThere, tenantOf } from '../lookup.js';

/** Octets as people compare them: `AB:CD:…`. */
export function fingerprint({ base64 }: Certificate, algorithm: 'sha1' | 'sha256'): string {
  const digest = createHash(algorithm).update(Buffer.from(base64, 'base64')).digest('hex');
  return (digest.toUpperCase().match(/../g) ?? []).join(':');
}

/** GET: the certificate in use, in PEM. */
export const sendCertificate: Handler = (state, _http, parts) => {
  const tenant = tenantOf(state, parts);
  if (tenant === undefined) return notThere('tenant');
  return {
    status: 200,
    headers: {
      'content-type': 'application/x-pem-file',
      'content-disposition': `attachment; filename="${tenant.key}.pem"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: tenant.keyring.current.certificate.pem,
  };
};
