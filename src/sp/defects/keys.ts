/** Floor 5: SPs that let the message say which key to trust. */
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { NAMESPACES } from '../../saml/names.js';
import { textOf } from '../../xml/query.js';
import type { TrustedIdp } from '../checks/trusted-idp.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { laxVerified, RIGHT, type Signed } from './lax-signature.js';

function textsIn({ signature }: Signed, local: string): readonly string[] {
  return everywhere(signature, NAMESPACES.signature, local).map((view) =>
    textOf(view).replaceAll(/\s/g, ''),
  );
}

/** Something that may not be there, or not be readable. */
function attempt<Made>(make: () => Made): readonly Made[] {
  try {
    return [make()];
  } catch {
    return [];
  }
}

function certificatesIn(signed: Signed): readonly X509Certificate[] {
  return textsIn(signed, 'X509Certificate').flatMap((base64) =>
    attempt(() => new X509Certificate(Buffer.from(base64, 'base64'))),
  );
}

function pinnedOf(idp: TrustedIdp | undefined): readonly X509Certificate[] {
  return (idp?.certificates ?? []).map(
    (base64) => new X509Certificate(Buffer.from(base64, 'base64')),
  );
}

function keyValues(signed: Signed): readonly KeyObject[] {
  const [n] = textsIn(signed, 'Modulus');
  const [e] = textsIn(signed, 'Exponent');
  if (n === undefined || e === undefined) return [];
  const url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');
  return attempt(() =>
    createPublicKey({ key: { kty: 'RSA', n: url(n), e: url(e) }, format: 'jwk' }),
  );
}

/** The pinned keys, and those of certificates in KeyInfo that are like a pinned one. */
function alsoLike(
  like: (theirs: X509Certificate, pinned: X509Certificate) => boolean,
): (signed: Signed, idp: TrustedIdp | undefined) => readonly KeyObject[] {
  return (signed, idp) => {
    const pinned = pinnedOf(idp);
    const others = certificatesIn(signed).filter((one) => pinned.some((own) => like(one, own)));
    return [...RIGHT.keys(signed, idp), ...others.map(({ publicKey }) => publicKey)];
  };
}

export const KEYS: readonly Defect[] = [
  {
    id: 'trusts-key-info',
    title: 'Verifies with the certificate that the message brings in KeyInfo.',
    seenIn: ['xml-crypto <6.0.0', 'CVE-2024-32962'],
    rows: { verified: laxVerified({ keys: alsoLike(() => true) }) },
  },
  {
    id: 'trusts-subject',
    title: 'Trusts a certificate in KeyInfo whose subject is that of the pinned one.',
    seenIn: ['hand-written verifiers'],
    rows: { verified: laxVerified({ keys: alsoLike((one, own) => one.subject === own.subject) }) },
  },
  {
    id: 'trusts-ca',
    title: 'Trusts every certificate of the authority that issued the pinned one.',
    seenIn: ['Net::SAML2 with only cacert', 'CVE-2015-1796'],
    rows: {
      verified: laxVerified({
        keys: alsoLike((one, own) => one.issuer === own.issuer && one.issuer !== one.subject),
      }),
    },
  },
  {
    id: 'trusts-key-value',
    title: 'Verifies with the bare RSAKeyValue that the message brings in KeyInfo.',
    seenIn: ['pysaml2 <=6.4.1'],
    rows: {
      verified: laxVerified({
        keys: (signed, idp) => [...RIGHT.keys(signed, idp), ...keyValues(signed)],
      }),
    },
  },
];
