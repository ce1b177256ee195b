/** Floor 5: SPs that follow References which are no ID, or lead nowhere. */
import { attributeOf, type ResolvedElement } from '../../xml/query.js';
import { descendants } from '../checks/descendants.js';
import type { Defect } from './defect.js';
import { byAnyId } from './id-lookups.js';
import { laxVerified, RIGHT, type Signed } from './lax-signature.js';

type Target = typeof RIGHT.target;

/** The rows of an SP that takes other URIs, too. */
function resolving(other: Target): Defect['rows'] {
  return {
    'reference-uri': null,
    'signed-content': null,
    verified: laxVerified({
      target: (uri, signed) => other(uri, signed) ?? RIGHT.target(uri, signed),
    }),
  };
}

function byPlainId({ root }: Signed, id: string): ResolvedElement | undefined {
  return [...descendants(root)].find((view) => attributeOf(view, 'ID') === id);
}

/** The two XPointers that XML Signature has. */
const xpointer: Target = (uri, signed) => {
  if (uri === '#xpointer(/)') return signed.root;
  const id = /^#xpointer\(id\(["'](.*)["']\)\)$/.exec(uri ?? '')?.[1];
  return id === undefined ? undefined : byPlainId(signed, id);
};

/** What `//*[@ID='…']` finds with the fragment put in as it is: a condition that is always true finds the first element. */
const concatenated: Target = (uri, { root }) =>
  /^#[^']*' or '([^']*)'='\1$/.test(uri ?? '') ? root : undefined;

/** Whatever has no identifier is referred to by an empty one, or by none. */
const unidentified: Target = (uri, { parent }) =>
  ['', '#', undefined].includes(uri) && (attributeOf(parent, 'ID') ?? '') === ''
    ? parent
    : undefined;

export const DEREFERENCING: readonly Defect[] = [
  {
    id: 'empty-uri-is-the-document',
    title: 'Takes an empty URI for the whole document, as XML Signature does and SAML does not.',
    seenIn: ['XML security libraries without the SAML profile'],
    rows: resolving((uri, { root }) => (uri === '' ? root : undefined)),
  },
  {
    id: 'identifiers-optional',
    title: 'Does without identifiers.',
    seenIn: ['consumers without a schema'],
    rows: { ...resolving(unidentified), schema: null },
  },
  {
    id: 'missing-reference-passes',
    title: 'Skips a Reference to what is not there.',
    seenIn: ['verifiers that loop over what they find'],
    rows: {
      'signed-content': null,
      verified: laxVerified({
        // A Signature is never what it signs: here it stands for nothing.
        target: (uri, signed) => RIGHT.target(uri, signed) ?? signed.signature,
        digested: (one) => (one.target === one.signature ? '' : RIGHT.digested(one)),
        digests: (text, ...rest) => text === '' || RIGHT.digests(text, ...rest),
      }),
    },
  },
  {
    id: 'xpointers',
    title: 'Follows XPointers.',
    seenIn: ['XML security libraries without the SAML profile'],
    rows: resolving(xpointer),
  },
  {
    id: 'xpath-by-concatenation',
    title: 'Puts the fragment of a Reference into an XPath as it is.',
    seenIn: ['ruby-saml <1.0.0', 'CVE-2015-20108'],
    rows: resolving(concatenated),
  },
  {
    id: 'manifest-not-followed',
    title: 'Takes a verified Manifest for the verification of what it lists.',
    seenIn: ['verifiers that stop at core validation'],
    rows: {
      ...resolving((uri, { root }) => byAnyId(root, uri?.slice(1) ?? '')),
      'signature-children': null,
      transforms: null,
    },
  },
];
