/** Floor 1: reading a tree by namespace. One pass resolves every name; prefixes never matter afterwards. */
import { UserError } from '../base/errors.js';
import { checkDepth } from './depth.js';
import { DEFAULT_SLOT, NameTable, XML_NAMESPACE, XML_SLOT } from './name-table.js';
import type { XmlDocument, XmlElement } from './node.js';
import { Scope } from './scope.js';

/** An element whose name is resolved (xml-names 2 and 6). */
export interface ResolvedElement {
  readonly element: XmlElement;
  /** The namespace URI; empty when the element is in none. */
  readonly namespace: string;
  readonly local: string;
  /** The child elements, in document order. */
  readonly children: readonly ResolvedElement[];
}

/** Names and namespaces on the way. */
interface Walk {
  readonly names: NameTable;
  readonly scope: Scope;
}

function enter({ names, scope }: Walk, element: XmlElement): void {
  for (const { name, value } of element.attributes) {
    const { declares } = names.parts(name);
    if (declares >= 0) scope.bind(declares, value);
  }
}

function walkElement(walk: Walk, element: XmlElement, depth: number): ResolvedElement {
  checkDepth(depth);
  const { names, scope } = walk;
  const mark = scope.mark();
  enter(walk, element);
  const { slot, prefix, local } = names.parts(element.name);
  const uri = slot === XML_SLOT ? XML_NAMESPACE : scope.get(slot);
  if (uri === undefined && slot !== DEFAULT_SLOT) {
    throw new UserError('xml-malformed', `the prefix "${prefix}" is not declared`);
  }
  const children: ResolvedElement[] = [];
  for (const child of element.children) {
    if (child.kind === 'element') children.push(walkElement(walk, child, depth + 1));
  }
  scope.rollBack(mark);
  return { element, namespace: uri ?? '', local, children };
}

/**
 * Resolves the names of an element and of everything in it.
 *
 * @param element - where to start
 * @param ancestors - the elements around it, outermost first, when it does not stand alone
 * @throws UserError `xml-malformed` when a prefix is not declared; `xml-too-deep`
 */
export function resolve(
  element: XmlElement,
  ancestors: readonly XmlElement[] = [],
): ResolvedElement {
  const walk: Walk = { names: new NameTable(), scope: new Scope() };
  for (const ancestor of ancestors) enter(walk, ancestor);
  return walkElement(walk, element, 1);
}

/**
 * The root element of a document, resolved.
 *
 * @throws UserError `xml-malformed` when there is not exactly one root, or as `resolve`
 * @example
 * const root = rootOf(parseXml('<s:a xmlns:s="urn:s"><s:b c="1">x</s:b></s:a>'));
 * childrenNamed(root, 'urn:s', 'b').map(textOf); // ['x']
 */
export function rootOf(document: XmlDocument): ResolvedElement {
  const [root, second] = document.children.filter((node) => node.kind === 'element');
  if (root === undefined || second !== undefined) {
    throw new UserError('xml-malformed', 'a document has exactly one root element');
  }
  return resolve(root);
}

/** Whether an element has this expanded name. */
export function isNamed(element: ResolvedElement, namespace: string, local: string): boolean {
  return element.local === local && element.namespace === namespace;
}

/** The children with this expanded name, in document order. */
export function childrenNamed(
  parent: ResolvedElement,
  namespace: string,
  local: string,
): readonly ResolvedElement[] {
  return parent.children.filter((child) => isNamed(child, namespace, local));
}

/** The value of an attribute without a prefix, which is in no namespace; `undefined` when it is not there. */
export function attributeOf(element: ResolvedElement, attribute: string): string | undefined {
  return element.element.attributes.find(({ name }) => name === attribute)?.value;
}

/** All character data of the element itself, also around comments and in CDATA: never only the first piece. */
export function textOf({ element }: ResolvedElement): string {
  let all = '';
  for (const child of element.children) {
    if (child.kind === 'text' || child.kind === 'cdata') all += child.text;
  }
  return all;
}
