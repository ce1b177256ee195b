/** Floor 3: `indent`: white space between elements, as a pretty printer writes it. */
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAt, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';

function isElement(node: XmlNode): node is XmlElement {
  return node.kind === 'element';
}

/** Elements that hold anything but elements stay as they are: their white space would be content. */
function indented(element: XmlElement, depth: number): XmlElement {
  const { children } = element;
  if (children.length === 0 || !children.every(isElement)) return element;
  const before = text(`\n${'  '.repeat(depth)}`);
  const inside = children
    .filter(isElement)
    .flatMap((child): XmlNode[] => [before, indented(child, depth + 1)]);
  return { ...element, children: [...inside, text(`\n${'  '.repeat(depth - 1)}`)] };
}

export const indent: Operation<'indent', 'tree'> = {
  stage: 'tree',
  describe: ({ at }) => `indents ${at}`,
  apply(draft, { at }) {
    const place = placeAt(draft.document, at);
    const edit = ofElement((element) => indented(element, place.steps.length));
    return { ...draft, document: editAt(draft.document, place, edit) };
  },
};
