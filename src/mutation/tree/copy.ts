/** Floor 3: `copy`: a node once more, somewhere else. */
import { nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';
import { placeNodes, PLACEMENT_WORDS } from './place-nodes.js';

export const copy: Operation<'copy', 'tree'> = {
  stage: 'tree',
  describe: ({ from, to, where = 'last' }) => `copies ${from}, ${PLACEMENT_WORDS[where]} ${to}`,
  apply(draft, { from, to, where = 'last' }) {
    const { document } = draft;
    const node = nodeAt(document, placeAt(document, from));
    return { ...draft, document: placeNodes(document, placeAt(document, to), where, [node]) };
  },
};
