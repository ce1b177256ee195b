/** Floor 3: changing a tree at a place: everything around it is shared with the old tree. */
import { InternalError } from '../base/errors.js';
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
  if (rest.length === 0) return children.toSpliced(index, 1, ...edit(child));
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

/** An edit of elements; other nodes stay. */
export function ofElement(edit: (element: XmlElement) => XmlElement): Edit {
  return (node) => [node.kind === 'element' ? edit(node) : node];
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
