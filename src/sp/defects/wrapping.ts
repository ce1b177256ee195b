/** Floor 5: SPs that look for the signature in one place and for the identity in another (XML signature wrapping). */
import { NAMESPACES } from '../../saml/names.js';
import type { ResolvedElement } from '../../xml/query.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import { signaturesBy, signedContentBy, type FoundSignature } from '../checks/signatures.js';
import { readBy } from '../checks/structure.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

/** Some signature of the message, wherever it stands. */
const presentAnywhere: Check = {
  id: 'signature-present',
  clause: 'none',
  reason: 'signature-missing',
  test(evidence) {
    const found = everywhere(known(evidence, 'root'), NAMESPACES.signature, 'Signature');
    return found.length > 0 ? passed() : failed('the message has no signature');
  },
};

function foundIn(signature: Element | undefined): readonly FoundSignature[] {
  const signed = signature?.parentNode as Element | null | undefined;
  if (signature === undefined || signed === undefined || signed === null) return [];
  return [{ part: 'Assertion', signature, signed }];
}

/** The first signature of the message, wherever it stands. */
const firstSignature: Check = signaturesBy((root) =>
  foundIn(root.getElementsByTagNameNS(NAMESPACES.signature, 'Signature')[0]),
);

/** Any signature that verifies is good enough, whatever it covers and wherever it stands. */
export const SIGNATURE_ANYWHERE: Readonly<Record<string, Check | null>> = {
  'unique-ids': null,
  'one-assertion': null,
  'signature-places': null,
  'signature-present': presentAnywhere,
  'schema-order': null,
  signatures: firstSignature,
  'signature-children': null,
  'signed-content': null,
};

function assertionsIn(root: ResolvedElement): readonly ResolvedElement[] {
  return everywhere(root, NAMESPACES.assertion, 'Assertion');
}

/** Attributes of every Assertion, the later ones first. */
const attributesOfAll: Check = {
  ...readBy(EXACT),
  test(evidence) {
    const root = known(evidence, 'root');
    const attributes = everywhere(root, NAMESPACES.assertion, 'Attribute').toReversed();
    return passed({ response: readResponse(root, { ...EXACT, attributes: () => attributes }) });
  },
};

/** The first Response of the message. */
const responseAnywhere: Check = {
  ...readBy(EXACT),
  test(evidence) {
    const root = known(evidence, 'root');
    const [response = root] = everywhere(root, NAMESPACES.protocol, 'Response');
    return passed({ response: readResponse(response, EXACT) });
  },
};

/** The identity from whichever Assertion comes to hand. */
export const WRAPPING: readonly Defect[] = [
  {
    id: 'first-assertion',
    title: 'Verifies any signature, and takes the first Assertion wherever it stands.',
    seenIn: ['passport-saml-encrypted 0.1.13', 'CVE-2026-89043', 'Net::SAML2 <0.86'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      read: readBy({ ...EXACT, assertions: assertionsIn }),
    },
  },
  {
    id: 'last-assertion',
    title: 'Verifies any signature, and takes the last Assertion wherever it stands.',
    seenIn: ['crewjam/saml <0.4.9'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      read: readBy({ ...EXACT, assertions: (root) => assertionsIn(root).toReversed() }),
    },
  },
  {
    id: 'child-assertion',
    title: 'Verifies any signature, and takes the Assertion of the Response that is the root.',
    seenIn: ['samlify 2.9.1', 'CVE-2025-47949'],
    rows: SIGNATURE_ANYWHERE,
  },
  {
    id: 'response-anywhere',
    title: 'Verifies any signature, and takes the Response wherever it stands.',
    seenIn: ['XPath //Response'],
    rows: { ...SIGNATURE_ANYWHERE, schema: null, read: responseAnywhere },
  },
  {
    id: 'unsigned-sibling',
    title: 'Verifies one Assertion, and reads attributes from all of them.',
    seenIn: ['crewjam/saml <0.4.9', 'CVE-2022-41912'],
    rows: {
      'one-assertion': null,
      read: attributesOfAll,
      'signed-content': signedContentBy(undefined),
    },
  },
];
