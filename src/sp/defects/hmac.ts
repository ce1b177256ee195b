/** Floor 5: SPs that let an HMAC pass for a signature (key confusion). */
import { createHmac, X509Certificate } from 'node:crypto';
import { NAMESPACES } from '../../saml/names.js';
import { textOf } from '../../xml/query.js';
import type { TrustedIdp } from '../checks/trusted-idp.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { laxVerified, RIGHT, type LaxRules, type Signed } from './lax-signature.js';

/** Hash functions by the last part of an HMAC algorithm's URI. */
const HASHES: Readonly<Record<string, string>> = {
  'hmac-sha1': 'sha1',
  'hmac-sha256': 'sha256',
  'hmac-sha384': 'sha384',
  'hmac-sha512': 'sha512',
};

/** Everything that somebody has ever passed on as "the public key". */
function publicForms(base64: string): readonly Buffer[] {
  const { publicKey } = new X509Certificate(Buffer.from(base64, 'base64'));
  const lines = base64.match(/.{1,64}/g)?.join('\n') ?? '';
  const certificate = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----`;
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const { n = '' } = publicKey.export({ format: 'jwk' });
  return [
    ...[certificate, `${certificate}\n`, base64, spki, spki.trim()].map((text) =>
      Buffer.from(text),
    ),
    Buffer.from(base64, 'base64'),
    publicKey.export({ type: 'spki', format: 'der' }),
    Buffer.from(n, 'base64url'),
  ];
}

/** Whether a value is the HMAC of the octets. */
function isMac(octets: string, value: string, algorithm: string, secret: Buffer): boolean {
  const hash = HASHES[algorithm.split('#')[1] ?? ''];
  if (hash === undefined) return false;
  return createHmac(hash, secret).update(octets).digest('base64') === value.replaceAll(/\s/g, '');
}

/** Accepts an HMAC by one of these secrets, besides real signatures. */
function accepting(
  secretsOf: (signed: Signed, idp: TrustedIdp | undefined) => readonly Buffer[],
): Partial<LaxRules> {
  const secrets: Buffer[] = [];
  return {
    keys(signed, idp) {
      secrets.splice(0, secrets.length, ...secretsOf(signed, idp));
      return RIGHT.keys(signed, idp);
    },
    verifies: (octets, value, key, algorithm) =>
      RIGHT.verifies(octets, value, key, algorithm) ||
      secrets.some((secret) => isMac(octets, value, algorithm, secret)),
  };
}

/** So few bits are tried out in no time: whoever does has found the right ones. */
const GUESSED = 8;

/** Compares as many bits as HMACOutputLength says. */
function truncated(): Partial<LaxRules> {
  const lengths: number[] = [];
  return {
    keys(signed, idp) {
      const said = everywhere(signed.signature, NAMESPACES.signature, 'HMACOutputLength');
      lengths.splice(0, lengths.length, ...said.map((view) => Number(textOf(view))));
      return RIGHT.keys(signed, idp);
    },
    verifies(octets, value, key, algorithm) {
      const [bits] = lengths;
      const isHmac = algorithm.includes('hmac');
      return (
        (isHmac && bits !== undefined && bits <= GUESSED) ||
        RIGHT.verifies(octets, value, key, algorithm)
      );
    },
  };
}

export const HMACS: readonly Defect[] = [
  {
    id: 'hmac-with-public-key',
    title: 'Takes the public key for the secret of an HMAC when the message names one.',
    seenIn: ['key confusion, xml-crypto with HMAC and RSA both enabled'],
    rows: {
      'signature-algorithm': null,
      verified: laxVerified(
        accepting((_signed, idp) => (idp?.certificates ?? []).flatMap(publicForms)),
      ),
    },
  },
  {
    id: 'hmac-empty-key',
    title: 'Verifies an HMAC with an empty secret when none is set up.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-algorithm': null,
      verified: laxVerified(accepting(() => [Buffer.alloc(0)])),
    },
  },
  {
    id: 'hmac-truncated',
    title: 'Compares as few bits of an HMAC as HMACOutputLength says.',
    seenIn: ['CVE-2009-0217'],
    rows: { 'signature-algorithm': null, verified: laxVerified(truncated()) },
  },
];
