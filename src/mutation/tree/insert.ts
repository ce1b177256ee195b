/** Floor 3: `insert`: markup, text, a comment, or what was kept. */
import { ancestorsOf, nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';
import { contentOf, shownContent } from './content.js';
import { placeNodes, PLACEMENT_WORDS } from './place-nodes.js';

export const insert: Operation<'insert', 'tree'> = {
  stage: 'tree',
  describe: ({ at, where = 'last', ...content }) =>
    `puts ${shownContent(content)} ${PLACEMENT_WORDS[where]} ${at}`,
  apply(draft, { at, where = 'last', ...content }) {
    const { document } = draft;
    const place = placeAt(document, at);
    const node = nodeAt(document, place);
    const inside = where === 'first' || where === 'last';
    const around = [
      ...ancestorsOf(document, place),
      ...(inside && node.kind === 'element' ? [node] : []),
    ];
    const nodes = contentOf(content, draft, around);
    return { ...draft, document: placeNodes(document, place, where, nodes) };
  },
};
