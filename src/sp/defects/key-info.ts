/** Floor 5: SPs that look into KeyInfo for what only an administrator can tell, or beside it. */
import { X509Certificate, type KeyObject } from 'node:crypto';
import { get } from 'node:http';
import { NAMESPACES } from '../../saml/names.js';
import { attributeOf, textOf, type ResolvedElement } from '../../xml/query.js';
import { descendants } from '../checks/descendants.js';
import type { TrustedIdp } from '../checks/trusted-idp.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { ds, laxVerified, RIGHT, type LaxRules, type Signed } from './lax-signature.js';

type Keys = LaxRules['keys'];

/** The keys of every certificate below an element. */
function keysBelow(view: ResolvedElement): readonly KeyObject[] {
  return everywhere(view, NAMESPACES.signature, 'X509Certificate').flatMap((certificate) => {
    try {
      return [new X509Certificate(Buffer.from(textOf(certificate), 'base64')).publicKey];
    } catch {
      return [];
    }
  });
}

function hasPinned(view: ResolvedElement, signed: Signed, idp: TrustedIdp | undefined): boolean {
  const pinned = RIGHT.keys(signed, idp);
  return keysBelow(view).some((key) => pinned.some((own) => own.equals(key)));
}

/** A mutant asks nobody but this machine. */
const NEAR = /^http:\/\/127\.0\.0\.1[:/]/;

/** Nobody waits for the answer: that somebody was asked is bad enough. */
function ask(url: string): void {
  get(url, (answer) => answer.resume()).on('error', () => undefined);
}

/** The certificates that RetrievalMethod and KeyInfoReference lead to, in the message or anywhere. */
const retrieved: Keys = (signed) => {
  const methods = [...descendants(signed.signature)].filter(({ local }) =>
    ['RetrievalMethod', 'KeyInfoReference'].includes(local),
  );
  const uris = methods.map((method) => attributeOf(method, 'URI') ?? '');
  for (const uri of uris.filter((each) => NEAR.test(each))) ask(uri);
  const ids = uris.filter((uri) => uri.startsWith('#')).map((uri) => uri.slice(1));
  return [...descendants(signed.root)]
    .filter((view) => ids.includes(attributeOf(view, 'Id') ?? ''))
    .flatMap(keysBelow);
};

export const KEY_INFO: readonly Defect[] = [
  {
    id: 'no-key-info-passes',
    title:
      'Verifies with the certificate in KeyInfo if it is the pinned one, and not at all without KeyInfo.',
    seenIn: ['hand-written verifiers'],
    rows: {
      verified: laxVerified({ exempt: ({ signature }) => ds(signature, 'KeyInfo').length === 0 }),
    },
  },
  {
    id: 'compares-certificates',
    title: 'Asks whether the certificate in KeyInfo is the pinned one, and leaves it at that.',
    seenIn: ['hand-written verifiers'],
    rows: {
      verified: laxVerified({
        exempt: (signed, idp) => hasPinned(signed.signature, signed, idp),
      }),
    },
  },
  {
    id: 'one-certificate-known',
    title: 'Asks whether one certificate in KeyInfo is pinned, and verifies with any of them.',
    seenIn: ['simplesamlphp <1.15.3', 'CVE-2018-7644'],
    rows: {
      verified: laxVerified({
        keys: (signed, idp) =>
          hasPinned(signed.signature, signed, idp) ? keysBelow(signed.signature) : [],
      }),
    },
  },
  {
    id: 'certificate-of-another-signature',
    title:
      'Asks whether a pinned certificate stands in the message, and verifies the first signature with its own.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-places': null,
      verified: laxVerified({
        keys: (signed, idp) =>
          hasPinned(signed.root, signed, idp) ? keysBelow(signed.signature) : [],
      }),
    },
  },
  {
    id: 'follows-retrieval-method',
    title: 'Fetches the certificate from wherever KeyInfo says that it is.',
    seenIn: ['XML security libraries with their default resolvers'],
    rows: {
      verified: laxVerified({
        keys: (signed, idp) => [...RIGHT.keys(signed, idp), ...retrieved(signed, idp)],
      }),
    },
  },
];
