/** Floor 5: the one form of signature that SAML allows, one row a rule (saml-core 5.4.2 to 5.4.4). */
import { failed, known, passed, type Check } from './check.js';
import { childElements, COMMENT, holds, INSTRUCTION, namedChildren } from './signature-dom.js';
import type { FoundSignature } from './signatures.js';

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const CANONICALISATIONS: ReadonlySet<string> = new Set([
  EXCLUSIVE,
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
]);
const CHILDREN = ['SignedInfo', 'SignatureValue', 'KeyInfo'];

/** A row that asks the same of every signature. */
function everySignature(
  id: string,
  clause: string,
  problem: (found: FoundSignature) => string | undefined,
): Check {
  return {
    id,
    clause,
    reason: 'signature-invalid',
    test(evidence) {
      for (const found of known(evidence, 'signatures')) {
        const said = problem(found);
        if (said !== undefined) return failed(said);
      }
      return passed();
    },
  };
}

function referencesOf({ signature }: FoundSignature): readonly Element[] {
  return namedChildren(signature, 'SignedInfo').flatMap((info) => namedChildren(info, 'Reference'));
}

/** A comment splits DigestValue; the halves were told apart in CVE-2025-29775. */
export const signatureComments: Check = everySignature(
  'signature-comments',
  'xmldsig-core1 4.4.3.6',
  ({ signature }) => (holds(signature, COMMENT) ? 'the signature holds a comment' : undefined),
);

/** An Object can hide what was signed. */
export const signatureChildren: Check = everySignature(
  'signature-children',
  'saml-core 5.4',
  ({ signature }) =>
    childElements(signature).some(({ localName }) => !CHILDREN.includes(localName))
      ? 'the signature holds more than SignedInfo, SignatureValue and KeyInfo'
      : undefined,
);

/** Where a part stands twice, verifiers differ in which one they take. */
export const signatureParts: Check = everySignature(
  'signature-parts',
  'xmldsig-core1 4.2, 4.4',
  (found) => {
    const [info] = namedChildren(found.signature, 'SignedInfo');
    const parts: [Element | undefined, string][] = [
      [found.signature, 'SignedInfo'],
      [found.signature, 'SignatureValue'],
      [info, 'CanonicalizationMethod'],
      [info, 'SignatureMethod'],
      ...referencesOf(found).flatMap((reference): [Element, string][] => [
        [reference, 'Transforms'],
        [reference, 'DigestMethod'],
        [reference, 'DigestValue'],
      ]),
    ];
    const other = parts.find(([parent, local]) => namedChildren(parent, local).length !== 1);
    return other && `the signature does not have exactly one ${other[1]}`;
  },
);

export const oneReference: Check = everySignature('one-reference', 'saml-core 5.4.2', (found) => {
  const { length: count } = referencesOf(found);
  return count === 1 ? undefined : `the signature has ${count} References`;
});

/** By the value of an ID; neither the whole document nor an XPointer. */
export const referenceUri: Check = everySignature('reference-uri', 'saml-core 5.4.2', (found) => {
  const uris = referencesOf(found).map((reference) => reference.getAttribute('URI') ?? '');
  const other = uris.find((uri) => !/^#[^#()'"\s]+$/.test(uri));
  return other === undefined ? undefined : `the Reference is to "${other}", not to an ID`;
});

export const transforms: Check = everySignature('transforms', 'saml-core 5.4.4', (found) => {
  for (const reference of referencesOf(found)) {
    const [first, second, ...more] = namedChildren(reference, 'Transforms')
      .flatMap((list) => namedChildren(list, 'Transform'))
      .map((transform) => transform.getAttribute('Algorithm') ?? '');
    const canonical = second === undefined || CANONICALISATIONS.has(second);
    if (first !== ENVELOPED || !canonical || more.length > 0) {
      return 'the signature uses transforms other than enveloped and c14n';
    }
  }
  return undefined;
});

/** xml-crypto takes the first CanonicalizationMethod anywhere in the signature: every one must be allowed. */
export const canonicalisation: Check = everySignature(
  'canonicalisation',
  'saml-core 5.4.3',
  ({ signature }) => {
    const methods = Array.from(signature.getElementsByTagNameNS('*', 'CanonicalizationMethod'));
    const other = methods
      .map((method) => method.getAttribute('Algorithm') ?? '')
      .find((uri) => !CANONICALISATIONS.has(uri));
    return other === undefined ? undefined : `the canonicalisation ${other} is not allowed`;
  },
);

function algorithmsIn(parent: Element, local: string): readonly string[] {
  const found = Array.from(parent.getElementsByTagNameNS('*', local));
  return found.map((element) => element.getAttribute('Algorithm') ?? '');
}

/** Without a canonicalisation among the transforms the inclusive one applies (xmldsig-core1 4.4.3.2). */
function isInclusive(found: FoundSignature): boolean {
  const methods = algorithmsIn(found.signature, 'CanonicalizationMethod');
  return (
    methods.some((uri) => uri !== EXCLUSIVE) ||
    referencesOf(found).some((one) => !algorithmsIn(one, 'Transform').includes(EXCLUSIVE))
  );
}

/** The element and everything around it. */
function upwards(element: Element): readonly Element[] {
  const parent = element.parentNode;
  return parent?.nodeType === 1 ? [element, ...upwards(parent as Element)] : [element];
}

/** xml-crypto 6.3.2 forgets to lend an element the xml: attributes around it: they can be put in after signing. */
export const inheritedAttributes: Check = everySignature(
  'inherited-attributes',
  'xml-c14n 2.4',
  (found) => {
    if (!isInclusive(found)) return undefined;
    const all = upwards(found.signature).flatMap(({ attributes }) => Array.from(attributes));
    const other = all.find(({ name }) => name.startsWith('xml:'));
    return other && `${other.name} stands around what is signed inclusively`;
  },
);

/** xml-crypto 6.3.2 canonicalises an instruction to the text in it: it can be put in after signing. */
export const noInstructions: Check = everySignature(
  'no-instructions',
  'xml-c14n 2.3, xml 2.6',
  ({ signed }) =>
    holds(signed, INSTRUCTION)
      ? `the ${signed.localName} holds a processing instruction`
      : undefined,
);
