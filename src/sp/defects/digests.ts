/** Floor 5: SPs that hold only one half of a signature against the message, or read the digest wrongly. */
import type { XmlNode } from '../../xml/node.js';
import type { ResolvedElement } from '../../xml/query.js';
import type { Defect } from './defect.js';
import { ds, laxVerified } from './lax-signature.js';

function dataOf(node: XmlNode | undefined): string {
  if (node === undefined || node.kind === 'element') return '';
  return node.kind === 'instruction' ? node.data : node.text;
}

/** What the children of the DigestValue are, whatever their type. */
function digestNodes(reference: ResolvedElement): readonly XmlNode[] {
  return ds(reference, 'DigestValue')[0]?.element.children ?? [];
}

export const DIGESTS: readonly Defect[] = [
  {
    id: 'digest-only',
    title: 'Compares the digests and never verifies the SignatureValue.',
    seenIn: ['relyra <1.2.0'],
    rows: { 'signature-parts': null, verified: laxVerified({ verifies: () => true }) },
  },
  {
    id: 'value-only',
    title: 'Verifies the SignatureValue and never compares the digests.',
    seenIn: ['hand-written verifiers'],
    rows: { verified: laxVerified({ digests: () => true }) },
  },
  {
    id: 'comment-in-digest',
    title: 'Reads DigestValue from its first node, be it a comment.',
    seenIn: ['xml-crypto 6.0.0', 'CVE-2025-29775'],
    rows: {
      'signature-comments': null,
      verified: laxVerified({ digest: (reference) => dataOf(digestNodes(reference)[0]) }),
    },
  },
  {
    id: 'last-node-of-digest',
    title: 'Reads DigestValue from its last node, be it a comment.',
    seenIn: ['the mirror of CVE-2025-29775'],
    rows: {
      'signature-comments': null,
      verified: laxVerified({ digest: (reference) => dataOf(digestNodes(reference).at(-1)) }),
    },
  },
  {
    id: 'last-signed-info',
    title: 'Verifies the first SignedInfo and follows the References of the last.',
    seenIn: ['xmlseclibs <3.0.4', 'simplesamlphp <1.17.7', 'xml-crypto 6.0.0', 'CVE-2025-29774'],
    rows: {
      'signature-parts': null,
      'one-reference': null,
      verified: laxVerified({ followed: (infos) => infos.slice(-1) }),
    },
  },
  {
    id: 'first-signed-info',
    title: 'Verifies the last SignedInfo and follows the References of the first.',
    seenIn: ['the mirror of CVE-2025-29774'],
    rows: {
      'signature-parts': null,
      'one-reference': null,
      verified: laxVerified({ valued: (infos) => infos.slice(-1) }),
    },
  },
];
