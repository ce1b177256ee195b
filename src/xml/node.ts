/** Floor 1: the tree. Plain readonly objects; the order of attributes and namespace declarations is kept. */

/** An attribute or a namespace declaration (`xmlns`, `xmlns:p`), in document order. The value is unescaped. */
export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

/** An element with the name as written, prefix included. */
export interface XmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
}

/** Character data, unescaped. */
export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
}

/** A CDATA section; canonically it is text. */
interface XmlCData {
  readonly kind: 'cdata';
  readonly text: string;
}

export interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

/** A processing instruction. */
export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly data: string;
}

/** Bytes that are written as they are. They have no canonical form. */
interface XmlRaw {
  readonly kind: 'raw';
  readonly text: string;
}

export type XmlNode = XmlElement | XmlText | XmlCData | XmlComment | XmlInstruction | XmlRaw;

/** A document: the XML declaration as written (without what follows it), then everything around the root. */
export interface XmlDocument {
  readonly declaration?: string;
  readonly children: readonly XmlNode[];
}

/** Attributes as literal pairs, in order; pairs whose value is `undefined` are left out. */
export type AttributePairs = readonly (readonly [name: string, value: string | undefined])[];

/**
 * Builds an element. Strings among the children become text.
 *
 * @param name - the qualified name as it is to be written
 * @param attributes - pairs in the order they are to be written
 * @param children - child nodes; `undefined` is skipped
 * @example
 * element('saml2:Audience', [], ['urn:sp']);
 */
export function element(
  name: string,
  attributes: AttributePairs = [],
  children: readonly (XmlNode | string | undefined)[] = [],
): XmlElement {
  const kept: XmlAttribute[] = [];
  for (const [attribute, value] of attributes) {
    if (value !== undefined) kept.push({ name: attribute, value });
  }
  const nodes: XmlNode[] = [];
  for (const child of children) {
    if (child !== undefined) nodes.push(typeof child === 'string' ? text(child) : child);
  }
  return { kind: 'element', name, attributes: kept, children: nodes };
}

/** Builds a text node. */
export function text(value: string): XmlText {
  return { kind: 'text', text: value };
}
