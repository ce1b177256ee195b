/** Floor 5: SPs that digest something else than the element that the signature stands in. */
import { NAMESPACES } from '../../saml/names.js';
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { attributeOf, textOf, type ResolvedElement } from '../../xml/query.js';
import { descendants } from '../checks/descendants.js';
import { EXACT } from '../checks/read-response.js';
import { readBy } from '../checks/structure.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { covered, ds, laxVerified, RIGHT, transformsOf, type LaxRules } from './lax-signature.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

/** An element without those that are dropped. */
function pruned(element: XmlElement, dropped: ReadonlySet<XmlElement>): XmlElement {
  const children = element.children
    .filter((child) => child.kind !== 'element' || !dropped.has(child))
    .map((child): XmlNode => (child.kind === 'element' ? pruned(child, dropped) : child));
  return { ...element, children };
}

function valueOf(signature: ResolvedElement): string {
  return ds(signature, 'SignatureValue').map(textOf).join();
}

/** Every Signature with the same SignatureValue is left out: xml-crypto's way of knowing its own. */
const withoutNamesakes: LaxRules['digested'] = (one) => {
  const all = everywhere(one.target, NAMESPACES.signature, 'Signature');
  const own = all.filter((other) => valueOf(other) === valueOf(one.signature));
  const dropped = new Set(own.map(({ element }) => element));
  return covered(one, pruned(one.target.element, dropped));
};

/** What XPath filters leave out: the elements they name. XSLT gives the text of its stylesheet. */
const transformed: LaxRules['digested'] = (one) => {
  const transforms = transformsOf(one.reference);
  const stylesheet = transforms.find((t) => attributeOf(t, 'Algorithm')?.includes('xslt'));
  if (stylesheet !== undefined) return [...descendants(stylesheet)].map(textOf).join('').trim();
  const filters = transforms.flatMap((t) => [...descendants(t)].filter((v) => v.local === 'XPath'));
  const names = filters.flatMap((filter) =>
    [...textOf(filter).matchAll(/(?:::|\/)(?:[\w-]+:)?([A-Z]\w+)/g)].map(([, name]) => name),
  );
  const dropped = [...descendants(one.target)].filter(({ local }) => names.includes(local));
  const gone = new Set([one.signature, ...dropped].map(({ element }) => element));
  return covered(one, pruned(one.target.element, gone));
};

const ID = /^(?:[\w-]+:)?id$/i;

function withAnyId(root: ResolvedElement, id: string): readonly ResolvedElement[] {
  return [...descendants(root)].filter(({ element }) =>
    element.attributes.some(({ name, value }) => ID.test(name) && value === id),
  );
}

/** The rows that hold a Reference to its one form. */
const ANY_REFERENCE = { 'reference-uri': null, transforms: null, 'signed-content': null } as const;

export const REFERENCES: readonly Defect[] = [
  {
    id: 'any-transform',
    title: 'Follows whatever transforms the signature names: XPath filters, XSLT.',
    seenIn: ['XML security libraries without an allow-list'],
    rows: {
      transforms: null,
      verified: laxVerified({ digested: transformed }),
      'signed-content': null,
    },
  },
  {
    id: 'decoy-signature-value',
    title: 'Leaves every Signature with the genuine SignatureValue out of what it digests.',
    seenIn: ['xml-crypto 6.1.2', 'OneUptime <2026-08'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      read: readBy({
        ...EXACT,
        assertions: (root) => everywhere(root, NAMESPACES.assertion, 'Assertion'),
      }),
      verified: laxVerified({ digested: withoutNamesakes }),
    },
  },
  {
    id: 'reference-uri-empty',
    title: 'Takes an empty URI for the element that the signature stands in.',
    seenIn: ['hand-written verifiers'],
    rows: {
      ...ANY_REFERENCE,
      verified: laxVerified({
        target: (uri, signed) =>
          uri === undefined || uri === '' || uri === '#'
            ? signed.parent
            : RIGHT.target(uri, signed),
      }),
    },
  },
  {
    id: 'reference-any-id',
    title: 'Resolves a Reference by any attribute that is called id, and takes the last.',
    seenIn: ['xml-crypto with its default idAttributes', 'ruby-saml <1.12.4'],
    rows: {
      'unique-ids': null,
      'one-assertion': null,
      'schema-order': null,
      'signature-places': null,
      'signature-children': null,
      'signed-content': null,
      verified: laxVerified({
        target: (uri, { root }) => withAnyId(root, uri?.slice(1) ?? '').at(-1),
      }),
    },
  },
  {
    id: 'duplicate-ids',
    title:
      'Takes the last of several elements with one ID for what is signed, the first for what is said.',
    seenIn: ['McIntosh and Austel 2005', 'keycloak <22.0.13'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      verified: laxVerified({
        target: (uri, { root }) =>
          [...descendants(root)].findLast((view) => attributeOf(view, 'ID') === uri?.slice(1)),
        digested: (one) =>
          covered(
            one,
            pruned(
              one.target.element,
              new Set(
                everywhere(one.target, NAMESPACES.signature, 'Signature').map((v) => v.element),
              ),
            ),
          ),
      }),
    },
  },
  {
    id: 'any-signed-info',
    title: 'Verifies one SignedInfo, and follows the References of all as if it had verified them.',
    seenIn: ['xml-crypto 6.0.0', 'CVE-2025-29774'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      'signature-parts': null,
      'one-reference': null,
      verified: laxVerified({ followed: (infos) => infos }),
    },
  },
  {
    id: 'no-reference-passes',
    title: 'Takes a signature without any Reference for one over everything.',
    seenIn: ['verifiers that loop over References and find no failure'],
    rows: {
      'one-reference': null,
      'signed-content': null,
      verified: laxVerified({ unreferenced: ({ parent }) => [parent.local] }),
    },
  },
  {
    id: 'one-reference-is-enough',
    title: 'Takes a signature for good when one of its References is.',
    seenIn: ['goxmldsig <1.6.0'],
    rows: {
      'one-reference': null,
      'signed-content': null,
      verified: laxVerified({ enough: (good) => good > 0 }),
    },
  },
  {
    id: 'one-signature-is-enough',
    title: 'Verifies signatures until one is good, and leaves it at that.',
    seenIn: ['@node-saml/node-saml', 'policy'],
    rows: {
      'signature-verifies': {
        id: 'signature-verifies',
        clause: 'none',
        reason: 'signature-invalid',
        test: ({ signatures = [] }) =>
          signatures.length === 0 || signatures.some(({ verified }) => verified !== undefined)
            ? { passed: {} }
            : { failed: 'no signature verifies' },
      },
    },
  },
];
