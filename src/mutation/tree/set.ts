/** Floor 3: `set`: the text of elements, or the value of attributes. */
import type { XmlAttribute, XmlNode } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAll } from '../edit.js';
import type { Operation } from '../operation.js';
import { targetsAt } from '../path.js';

function withAttribute(
  attributes: readonly XmlAttribute[],
  set: XmlAttribute,
): readonly XmlAttribute[] {
  const at = attributes.findIndex(({ name }) => name === set.name);
  return at < 0 ? [...attributes, set] : attributes.with(at, set);
}

function changed(node: XmlNode, attribute: string | undefined, value: string): XmlNode {
  if (node.kind === 'instruction') return { ...node, data: value };
  if (node.kind !== 'element') return { ...node, text: value };
  if (attribute === undefined) return { ...node, children: value === '' ? [] : [text(value)] };
  return { ...node, attributes: withAttribute(node.attributes, { name: attribute, value }) };
}

export const set: Operation<'set', 'tree'> = {
  stage: 'tree',
  describe: ({ at, to }) => `sets ${at} to ${JSON.stringify(to)}`,
  apply(draft, { at, to }) {
    const places = targetsAt(draft.document, at);
    const attribute = places[0]?.attribute;
    const document = editAll(draft.document, places, (node) => [changed(node, attribute, to)]);
    return { ...draft, document };
  },
};
