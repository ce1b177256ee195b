/** Floor 3: `move`: a node from one place to another. */
import { UserError } from '../../base/errors.js';
import type { XmlNode } from '../../xml/node.js';
import { editAt, nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';
import { placeNodes, PLACEMENT_WORDS } from './place-nodes.js';

/** Stands where the node was until the node has its new place: both paths mean the message as it was. */
const HOLE = { kind: 'raw', text: '' } as const;

/** What does not hold the hole stays the very same. */
function without(children: readonly XmlNode[], hole: XmlNode): readonly XmlNode[] {
  const kept = children.flatMap((child): readonly XmlNode[] => {
    if (child === hole) return [];
    if (child.kind !== 'element') return [child];
    const inside = without(child.children, hole);
    return [inside === child.children ? child : { ...child, children: inside }];
  });
  const same = kept.length === children.length && kept.every((node, at) => node === children[at]);
  return same ? children : kept;
}

export const move: Operation<'move', 'tree'> = {
  stage: 'tree',
  describe: ({ from, to, where = 'last' }) => `moves ${from}, ${PLACEMENT_WORDS[where]} ${to}`,
  apply(draft, { from, to, where = 'last' }) {
    const { document } = draft;
    const source = placeAt(document, from);
    const target = placeAt(document, to);
    if (source.steps.every((step, index) => target.steps[index] === step)) {
      throw new UserError('mutation-impossible', `${from} cannot be moved into itself (${to}).`, {
        fix: 'Use wrap to put something around it.',
      });
    }
    const hole = { ...HOLE };
    const node = nodeAt(document, source);
    const left = editAt(document, source, () => [hole]);
    const placed = placeNodes(left, target, where, [node]);
    return { ...draft, document: { ...placed, children: without(placed.children, hole) } };
  },
};
