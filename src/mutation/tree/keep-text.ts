/** Floor 3: `keep-text`: puts the text of an element or the value of an attribute aside. */
import type { XmlNode } from '../../xml/node.js';
import { nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placesAt } from '../path.js';

function textOf(node: XmlNode, attribute: string | undefined): string {
  if (node.kind === 'instruction') return node.data;
  if (node.kind !== 'element') return node.text;
  if (attribute !== undefined)
    return node.attributes.find(({ name }) => name === attribute)?.value ?? '';
  return node.children
    .flatMap((child) => (child.kind === 'text' || child.kind === 'cdata' ? [child.text] : []))
    .join('');
}

export const keepText: Operation<'keep-text', 'tree'> = {
  stage: 'tree',
  describe: ({ at, as }) => `notes the text of ${at} as ${as}`,
  apply(draft, { at, as }) {
    const [place = { steps: [] }] = placesAt(draft.document, at);
    const noted = textOf(nodeAt(draft.document, place), place.attribute);
    return { ...draft, texts: { ...draft.texts, [as]: noted } };
  },
};
