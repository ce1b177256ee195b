/** Floor 5: SPs that find the parts of a signature by their names, or take one of several. */
import { NAMESPACES } from '../../saml/names.js';
import { attributeOf, isNamed, textOf } from '../../xml/query.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { algorithmOf, canonical, covered, ds, laxVerified, RIGHT } from './lax-signature.js';

export const SIGNED_INFO: readonly Defect[] = [
  {
    id: 'signed-info-anywhere',
    title: 'Verifies any SignedInfo in the signature, and follows the one in its place.',
    seenIn: ['xmlseclibs <3.0.4', 'simplesamlphp <1.17.7', 'CVE-2019-3465'],
    rows: {
      'signature-children': null,
      verified: laxVerified({
        valued: (_infos, { signature }) =>
          everywhere(signature, NAMESPACES.signature, 'SignedInfo'),
      }),
    },
  },
  {
    id: 'digests-by-uri',
    title:
      'Collects the References of every SignedInfo by their URI: the last one of an element counts.',
    seenIn: ['xml-crypto 6.0.0', 'goxmldsig <1.6.0'],
    rows: {
      'signature-parts': null,
      'one-reference': null,
      verified: laxVerified({
        followed: (infos) => infos,
        counted: (references) => [
          ...new Map(references.map((one) => [attributeOf(one, 'URI'), one])).values(),
        ],
      }),
    },
  },
  {
    id: 'digest-anywhere',
    title: 'Looks for DigestValue in the whole message, and is content when one fits.',
    seenIn: ['ruby-saml 1.16.0', 'CVE-2024-45409'],
    rows: {
      'signature-children': null,
      verified: laxVerified({
        digest: (_reference, { root }) =>
          everywhere(root, NAMESPACES.signature, 'DigestValue').map(textOf).join(' '),
        digests: (text, digests, algorithm) =>
          digests.split(' ').some((digest) => RIGHT.digests(text, digest, algorithm)),
      }),
    },
  },
  {
    id: 'writes-signed-info-anew',
    title:
      'Verifies SignedInfo as it would write it, with one DigestValue, and compares the last there is.',
    seenIn: ['verifiers that read into objects and write them again'],
    rows: {
      'signature-parts': null,
      verified: laxVerified({
        octets: (info, { root }) => {
          const [, second] = everywhere(info, NAMESPACES.signature, 'DigestValue');
          const method = algorithmOf(info, 'CanonicalizationMethod');
          return canonical(root, info.element, method, second?.element);
        },
        digest: (reference) => ds(reference, 'DigestValue').map(textOf).at(-1) ?? '',
      }),
    },
  },
  {
    id: 'first-signature-value',
    title: 'Takes the first SignatureValue, however many there are.',
    seenIn: ['XPath lookups that take [0]'],
    rows: { 'signature-parts': null, verified: laxVerified({}) },
  },
  {
    id: 'last-signature-value',
    title: 'Takes the last SignatureValue, however many there are.',
    seenIn: ['readers that overwrite'],
    rows: {
      'signature-parts': null,
      verified: laxVerified({
        value: ({ signature }) => ds(signature, 'SignatureValue').map(textOf).at(-1) ?? '',
      }),
    },
  },
  {
    id: 'leaves-all-signatures-out',
    title: 'Leaves every Signature of an element out of its digest, and verifies the first.',
    seenIn: ['verifiers that take enveloped-signature for "no signatures"'],
    rows: {
      'signature-places': null,
      verified: laxVerified({
        digested: (one) => {
          const all = one.target.children.filter((view) =>
            isNamed(view, NAMESPACES.signature, 'Signature'),
          );
          const own = new Set(all.map(({ element }) => element));
          const { element } = one.target;
          const children = element.children.filter(
            (child) => child.kind !== 'element' || !own.has(child),
          );
          return covered(one, { ...element, children });
        },
      }),
    },
  },
];
