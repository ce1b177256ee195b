/** Floor 3: `shift`: instants earlier or later. */
import { parseDuration } from '../../base/duration.js';
import { UserError } from '../../base/errors.js';
import type { XmlElement } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAll, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { placesAt } from '../path.js';

function shifted(instant: string, by: number): string {
  const before = Date.parse(instant);
  if (Number.isNaN(before)) {
    throw new UserError('mutation-impossible', `"${instant}" is no instant to shift.`, {
      fix: 'Use set to write another value.',
    });
  }
  return new Date(before + by).toISOString();
}

function shiftedElement(
  element: XmlElement,
  attribute: string | undefined,
  by: number,
): XmlElement {
  if (attribute !== undefined) {
    return {
      ...element,
      attributes: element.attributes.map(({ name, value }) =>
        name === attribute ? { name, value: shifted(value, by) } : { name, value },
      ),
    };
  }
  return {
    ...element,
    children: element.children.map((child) =>
      child.kind === 'text' ? text(shifted(child.text, by)) : child,
    ),
  };
}

export const shift: Operation<'shift', 'tree'> = {
  stage: 'tree',
  describe: ({ at, by }) => `moves ${at} by ${by}`,
  apply(draft, { at, by }) {
    const places = placesAt(draft.document, at);
    const milliseconds = parseDuration(by) ?? 0;
    const edit = ofElement((element) =>
      shiftedElement(element, places[0]?.attribute, milliseconds),
    );
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
