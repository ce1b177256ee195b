/** Floor 3: `keep`: puts a copy of a node aside. */
import { editAt, nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';

export const keep: Operation<'keep', 'tree'> = {
  stage: 'tree',
  describe: ({ at, as, detach = false }) =>
    `puts ${at} aside as ${as}${detach ? ' and takes it out' : ''}`,
  apply(draft, { at, as, detach = false }) {
    const { document } = draft;
    const place = placeAt(document, at);
    const kept = { ...draft.kept, [as]: nodeAt(document, place) };
    return { ...draft, kept, document: detach ? editAt(document, place, () => []) : document };
  },
};
