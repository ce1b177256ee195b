/** Floor 1: an element that can be written by itself, out of the elements around it. */
import { declaredPrefix } from './names.js';
import type { XmlAttribute, XmlElement } from './node.js';

/** Declarations by prefix; nearer elements win. */
function declarations(elements: readonly XmlElement[]): ReadonlyMap<string, XmlAttribute> {
  const nearest = new Map<string, XmlAttribute>();
  for (const { attributes } of elements) {
    for (const attribute of attributes) {
      const prefix = declaredPrefix(attribute.name);
      if (prefix !== undefined) nearest.set(prefix, attribute);
    }
  }
  return nearest;
}

/**
 * The element with every namespace declared on it that the elements around it declare: also for names that stand in
 * values (`xsi:type="xs:string"`). Its exclusive canonical form stays what it was.
 *
 * @param ancestors - the elements around it, outermost first
 */
export function standalone(element: XmlElement, ancestors: readonly XmlElement[]): XmlElement {
  const own = declarations([element]);
  const inherited = [...declarations(ancestors)].filter(([prefix]) => !own.has(prefix));
  // An empty value undeclares the default namespace: there is nothing to inherit.
  const added = inherited.map(([, attribute]) => attribute).filter(({ value }) => value !== '');
  if (added.length === 0) return element;
  return { ...element, attributes: [...element.attributes, ...added] };
}
