/** Floor 3: puts nodes beside a place, into it, or in its stead. */
import { UserError } from '../../base/errors.js';
import type { Placement } from '../../scenario/mutation/tree-operations.js';
import type { XmlDocument, XmlNode } from '../../xml/node.js';
import { editAt, type Edit } from '../edit.js';
import type { Place } from '../path.js';

function inside(add: (children: readonly XmlNode[]) => readonly XmlNode[]): Edit {
  return (node) => {
    if (node.kind === 'element') return [{ ...node, children: add(node.children) }];
    throw new UserError('mutation-impossible', `Nothing goes inside a ${node.kind}.`, {
      fix: 'Use where: before, after or instead.',
    });
  };
}

const EDITS: Readonly<Record<Placement, (nodes: readonly XmlNode[]) => Edit>> = {
  before: (nodes) => (node) => [...nodes, node],
  after: (nodes) => (node) => [node, ...nodes],
  instead: (nodes) => () => nodes,
  first: (nodes) => inside((children) => [...nodes, ...children]),
  last: (nodes) => inside((children) => [...children, ...nodes]),
};

/** The document with the nodes at their place. */
export function placeNodes(
  document: XmlDocument,
  place: Place,
  where: Placement,
  nodes: readonly XmlNode[],
): XmlDocument {
  return editAt(document, place, EDITS[where](nodes));
}

/** Where it is, in words. */
export const PLACEMENT_WORDS: Readonly<Record<Placement, string>> = {
  before: 'before',
  after: 'behind',
  instead: 'instead of',
  first: 'first in',
  last: 'last in',
};
