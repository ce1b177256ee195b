/** Floor 5: the message as xml-crypto's parser sees it: what is verified is judged in the tree that is verified. */
import { DOMParser } from '@xmldom/xmldom';
import { NAMESPACES } from '../../saml/names.js';
import { SignatureFlaw } from './signature-flaw.js';

function refuse(message: string): never {
  throw new SignatureFlaw(`the second parser refuses the message: ${message}`);
}

/**
 * Reads a message with xml-crypto's own parser, with every complaint fatal.
 *
 * @throws SignatureFlaw when it does not take the message
 */
export function parseDom(xml: string): Element {
  const parser = new DOMParser({
    errorHandler: { warning: refuse, error: refuse, fatalError: refuse },
  });
  return parser.parseFromString(xml, 'text/xml').documentElement;
}

/** The child elements of an element. */
export function childElements(parent: Element): readonly Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);
}

/** The children with this expanded name. */
export function namedChildren(
  parent: Element | undefined,
  local: string,
  namespace: string = NAMESPACES.signature,
): readonly Element[] {
  return parent === undefined
    ? []
    : childElements(parent).filter(
        (child) => child.localName === local && child.namespaceURI === namespace,
      );
}

export const COMMENT = 8;
export const INSTRUCTION = 7;

/** Whether a node of that type stands anywhere in an element. */
export function holds(parent: Element, type: number): boolean {
  return Array.from(parent.childNodes).some(
    (node) => node.nodeType === type || (node.nodeType === 1 && holds(node as Element, type)),
  );
}
