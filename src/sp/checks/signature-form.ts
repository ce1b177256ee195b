/** Floor 5: the one form of signature that SAML allows (saml-core 5.4.2 to 5.4.4). */
import { NAMESPACES } from '../../saml/names.js';
import { SignatureFlaw } from './signature-flaw.js';

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const CANONICALISATIONS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
]);
const CHILDREN = ['SignedInfo', 'SignatureValue', 'KeyInfo'];

/** The child elements of an element of the DOM that xml-crypto works on. */
export function childElements(parent: Element): readonly Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);
}

function dsChildren(parent: Element, local: string): readonly Element[] {
  return childElements(parent).filter(
    (child) => child.localName === local && child.namespaceURI === NAMESPACES.signature,
  );
}

function onlyDs(parent: Element, local: string): Element {
  const [found, another] = dsChildren(parent, local);
  if (found === undefined || another !== undefined) {
    throw new SignatureFlaw(`the signature does not have exactly one ${local}`);
  }
  return found;
}

function checkTransforms(reference: Element): void {
  const algorithms = dsChildren(onlyDs(reference, 'Transforms'), 'Transform').map((transform) =>
    transform.getAttribute('Algorithm'),
  );
  const [first, second, ...more] = algorithms;
  const canonical = second === undefined || CANONICALISATIONS.has(second ?? '');
  if (first !== ENVELOPED || !canonical || more.length > 0) {
    throw new SignatureFlaw('the signature uses transforms other than enveloped and c14n');
  }
}

const COMMENT = 8;
const INSTRUCTION = 7;

function holds(parent: Element, kind: number): boolean {
  const here = Array.from(parent.childNodes).some((node) => node.nodeType === kind);
  return here || childElements(parent).some((child) => holds(child, kind));
}

/** Nodes that verifiers are known to read in another way than those who use what they verified. */
function checkNodes(signature: Element, signed: Element): void {
  // A comment splits DigestValue; the halves were told apart in CVE-2025-29775.
  if (holds(signature, COMMENT)) throw new SignatureFlaw('the signature holds a comment');
  // xml-crypto 6.3.2 canonicalises an instruction to the text in it: it can be put in after signing.
  if (holds(signed, INSTRUCTION)) {
    throw new SignatureFlaw(`the ${signed.localName} holds a processing instruction`);
  }
}

/**
 * Holds a signature against the profile of SAML: SignedInfo, SignatureValue and KeyInfo only, one
 * Reference, to the element that holds the signature, by the transforms that SAML allows.
 *
 * @throws SignatureFlaw
 */
export function checkSignatureForm(signature: Element, signed: Element): void {
  checkNodes(signature, signed);
  const names = childElements(signature).map((child) => child.localName);
  if (names.some((name, index) => !CHILDREN.includes(name) || names.indexOf(name) !== index)) {
    throw new SignatureFlaw('the signature holds more than SignedInfo, SignatureValue and KeyInfo');
  }
  const info = onlyDs(signature, 'SignedInfo');
  onlyDs(signature, 'SignatureValue');
  const method = onlyDs(info, 'CanonicalizationMethod').getAttribute('Algorithm') ?? '';
  if (!CANONICALISATIONS.has(method)) throw new SignatureFlaw(`${method} is not allowed`);
  const reference = onlyDs(info, 'Reference');
  const id = signed.getAttribute('ID') ?? '';
  if (id === '' || reference.getAttribute('URI') !== `#${id}`) {
    throw new SignatureFlaw('the signature covers another element than the one it stands in');
  }
  checkTransforms(reference);
  onlyDs(reference, 'DigestMethod');
}
