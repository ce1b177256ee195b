/** Floor 3: changing a tree at a place: everything around it is shared with the old tree. */
import { InternalError, UserError } from '../base/errors.js';
import type { XmlDocument, XmlElement, XmlNode } from '../xml/node.js';
import type { Place } from './path.js';

/** What becomes of a node: any number of nodes in its place. */
export type Edit = (node: XmlNode) => readonly XmlNode[];

function editChildren(
  children: readonly XmlNode[],
  steps: readonly number[],
  edit: Edit,
): readonly XmlNode[] {
  const [index = 0, ...rest] = steps;
  const child = children[index];
  if (child === undefined) throw new InternalError('internal', 'a place that is not in the tree');
  if (rest.length === 0) {
    return [...children.slice(0, index), ...edit(child), ...children.slice(index + 1)];
  }
  if (child.kind !== 'element') throw new InternalError('internal', 'a place below a text');
  return children.with(index, { ...child, children: editChildren(child.children, rest, edit) });
}

/** The document with the node at a place replaced. */
export function editAt(document: XmlDocument, { steps }: Place, edit: Edit): XmlDocument {
  return { ...document, children: editChildren(document.children, steps, edit) };
}

/** The document with every place edited; from the last to the first, so that no edit moves another's place. */
export function editAll(document: XmlDocument, places: readonly Place[], edit: Edit): XmlDocument {
  return places.toReversed().reduce((edited, place) => editAt(edited, place, edit), document);
}

function notIn(kind: XmlNode['kind'], what: string): UserError {
  return new UserError('mutation-impossible', `The path leads to a ${kind}, not to ${what}.`, {
    fix: 'Name the element around it.',
  });
}

/** An edit of elements. @throws UserError `mutation-impossible` when it meets another node */
export function ofElement(edit: (element: XmlElement) => XmlElement): Edit {
  return (node) => {
    if (node.kind === 'element') return [edit(node)];
    throw notIn(node.kind, 'an element');
  };
}

type Change = (text: string) => string;

function changedText(node: XmlNode, change: Change): XmlNode {
  return node.kind === 'text' || node.kind === 'cdata'
    ? { ...node, text: change(node.text) }
    : node;
}

function changedValue(element: XmlElement, attribute: string, change: Change): XmlElement {
  const attributes = element.attributes.map(({ name, value }) => ({
    name,
    value: name === attribute ? change(value) : value,
  }));
  return { ...element, attributes };
}

/** An edit of an attribute's value, of a text, or of every text that stands right in an element. */
export function ofText(attribute: string | undefined, change: Change): Edit {
  return (node) => {
    if (node.kind !== 'element') return [changedText(node, change)];
    if (attribute !== undefined) return [changedValue(node, attribute, change)];
    return [{ ...node, children: node.children.map((child) => changedText(child, change)) }];
  };
}

/** The node at a place. */
export function nodeAt(document: XmlDocument, { steps }: Place): XmlNode {
  let children: readonly XmlNode[] = document.children;
  let node: XmlNode | undefined;
  for (const step of steps) {
    node = children[step];
    children = node?.kind === 'element' ? node.children : [];
  }
  if (node === undefined) throw new InternalError('internal', 'a place that is not in the tree');
  return node;
}

/** The elements around a place, outermost first. */
export function ancestorsOf(document: XmlDocument, { steps }: Place): readonly XmlElement[] {
  return steps.slice(0, -1).flatMap((_, index) => {
    const node = nodeAt(document, { steps: steps.slice(0, index + 1) });
    return node.kind === 'element' ? [node] : [];
  });
}
