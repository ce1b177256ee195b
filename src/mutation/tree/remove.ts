/** Floor 3: `remove`: elements, attributes or other nodes. */
import { editAll, ofElement, type Edit } from '../edit.js';
import type { Operation } from '../operation.js';
import { targetsAt } from '../path.js';

function removal(attribute: string | undefined): Edit {
  if (attribute === undefined) return () => [];
  return ofElement((element) => ({
    ...element,
    attributes: element.attributes.filter(({ name }) => name !== attribute),
  }));
}

/** Places below another removed place go with it: the last in document order goes first. A missing attribute is gone already. */
export const remove: Operation<'remove', 'tree'> = {
  stage: 'tree',
  describe: ({ at }) => `takes out ${at}`,
  apply(draft, { at }) {
    const places = targetsAt(draft.document, at);
    const edit = removal(places[0]?.attribute);
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
