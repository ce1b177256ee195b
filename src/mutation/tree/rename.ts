/** Floor 3: `rename`: another name for elements or attributes, prefix included. */
import { editAll, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { placesAt } from '../path.js';

export const rename: Operation<'rename', 'tree'> = {
  stage: 'tree',
  describe: ({ at, to }) => `renames ${at} to ${to}`,
  apply(draft, { at, to }) {
    const places = placesAt(draft.document, at);
    const attribute = places[0]?.attribute;
    const edit = ofElement((element) =>
      attribute === undefined
        ? { ...element, name: to }
        : {
            ...element,
            attributes: element.attributes.map((each) =>
              each.name === attribute ? { ...each, name: to } : each,
            ),
          },
    );
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
