/** Floor 3: `prefixes`: other prefixes, declarations and all. */
import { declaredPrefix, localNameOf, prefixOf } from '../../xml/names.js';
import type { XmlAttribute, XmlElement } from '../../xml/node.js';
import { editAll, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { nodesAt } from '../path.js';

type Prefixes = Readonly<Record<string, string>>;

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function renamedElement(name: string, to: Prefixes): string {
  const prefix = to[prefixOf(name)];
  return prefix === undefined ? name : qualified(prefix, localNameOf(name));
}

/** Attributes without a prefix are in no namespace and stay. */
function renamedAttribute({ name, value }: XmlAttribute, to: Prefixes): XmlAttribute {
  const declared = declaredPrefix(name);
  if (declared !== undefined) {
    const prefix = to[declared];
    if (prefix === undefined) return { name, value };
    return { name: prefix === '' ? 'xmlns' : `xmlns:${prefix}`, value };
  }
  const prefix = prefixOf(name);
  return { name: prefix === '' ? name : renamedElement(name, to), value };
}

function renamed(element: XmlElement, to: Prefixes): XmlElement {
  return {
    ...element,
    name: renamedElement(element.name, to),
    attributes: element.attributes.map((attribute) => renamedAttribute(attribute, to)),
    children: element.children.map((child) =>
      child.kind === 'element' ? renamed(child, to) : child,
    ),
  };
}

export const prefixes: Operation<'prefixes', 'tree'> = {
  stage: 'tree',
  describe: ({ at, to }) =>
    `writes ${at} with other prefixes: ${Object.entries(to)
      .map(([from, other]) => `${from || 'none'} becomes ${other || 'none'}`)
      .join(', ')}`,
  apply(draft, { at, to }) {
    const places = nodesAt(draft.document, at);
    const edit = ofElement((element) => renamed(element, to));
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
