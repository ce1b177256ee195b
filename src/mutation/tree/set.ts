/** Floor 3: `set`: the text of elements, or the value of attributes. */
import type { XmlAttribute, XmlElement } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAll, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { placesAt } from '../path.js';

function withAttribute(
  attributes: readonly XmlAttribute[],
  set: XmlAttribute,
): readonly XmlAttribute[] {
  const at = attributes.findIndex(({ name }) => name === set.name);
  return at < 0 ? [...attributes, set] : attributes.with(at, set);
}

function changed(element: XmlElement, attribute: string | undefined, value: string): XmlElement {
  if (attribute === undefined) return { ...element, children: value === '' ? [] : [text(value)] };
  return { ...element, attributes: withAttribute(element.attributes, { name: attribute, value }) };
}

export const set: Operation<'set', 'tree'> = {
  stage: 'tree',
  describe: ({ at, to }) => `sets ${at} to ${JSON.stringify(to)}`,
  apply(draft, { at, to }) {
    const places = placesAt(draft.document, at);
    const [first] = places;
    const edit = ofElement((element) => changed(element, first?.attribute, to));
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
