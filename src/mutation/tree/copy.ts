/** Floor 3: `copy`: a node once more, or many times more, somewhere else. */
import { nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';
import { placeNodes, PLACEMENT_WORDS } from './place-nodes.js';

export const copy: Operation<'copy', 'tree'> = {
  stage: 'tree',
  describe: ({ from, to, where = 'last', times = 1 }) =>
    `copies ${from}${times === 1 ? '' : ` ${times} times`}, ${PLACEMENT_WORDS[where]} ${to}`,
  apply(draft, { from, to, where = 'last', times = 1 }) {
    const { document } = draft;
    const node = nodeAt(document, placeAt(document, from));
    const nodes = Array.from({ length: times }, () => node);
    return { ...draft, document: placeNodes(document, placeAt(document, to), where, nodes) };
  },
};
