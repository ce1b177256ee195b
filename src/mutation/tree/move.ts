/** Floor 3: `move`: a node from one place to another. */
import { UserError } from '../../base/errors.js';
import { editAt, nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';
import { placeNodes, PLACEMENT_WORDS } from './place-nodes.js';

/** Stands where the node was until the node has its new place: both paths mean the message as it was. */
const HOLE = { kind: 'raw', text: '' } as const;

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

function without<Node extends { readonly kind: string }>(
  children: readonly Node[],
  hole: object,
): readonly Node[] {
  return children.flatMap((child) => {
    if (child === hole) return [];
    if (!('children' in child)) return [child];
    const kept = without(child.children as readonly Node[], hole);
    return [{ ...child, children: kept }];
  });
}
