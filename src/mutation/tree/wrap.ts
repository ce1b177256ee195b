/** Floor 3: `wrap`: an element around another one. */
import { UserError } from '../../base/errors.js';
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { ancestorsOf, editAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { placeAt } from '../path.js';
import { parseContent } from './content.js';

/** Puts the node into the innermost element: the first child of the first child, as far down as there are elements. */
function around(outer: XmlElement, node: XmlNode): XmlElement {
  const at = outer.children.findIndex(({ kind }) => kind === 'element');
  const inner = outer.children[at];
  if (inner?.kind !== 'element') return { ...outer, children: [...outer.children, node] };
  return { ...outer, children: outer.children.with(at, around(inner, node)) };
}

export const wrap: Operation<'wrap', 'tree'> = {
  stage: 'tree',
  describe: ({ at, in: outer }) => `wraps ${at} in ${outer}`,
  apply(draft, { at, in: xml }) {
    const { document } = draft;
    const place = placeAt(document, at);
    const outer = parseContent(xml, ancestorsOf(document, place)).find(
      ({ kind }) => kind === 'element',
    );
    if (outer?.kind !== 'element') {
      throw new UserError('mutation-impossible', 'wrap needs an element.', {
        fix: 'For example: - wrap: { at: //Assertion, in: <saml:Advice/> }.',
      });
    }
    return { ...draft, document: editAt(document, place, (node) => [around(outer, node)]) };
  },
};
