/** Floor 3: changes parts of a tree by their local names, whatever prefixes a vendor writes. */
import type { XmlElement } from '../xml/node.js';
import { text } from '../xml/node.js';

/** What becomes of an element; `undefined` takes it out. */
export type Edit = (element: XmlElement) => XmlElement | undefined;

/** The name without its prefix. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Changes every element that a path of local names leads to; one that leads nowhere changes nothing. */
export function editAt(element: XmlElement, path: readonly string[], edit: Edit): XmlElement {
  const [local, ...rest] = path;
  const children = element.children.flatMap((child) => {
    if (child.kind !== 'element' || localName(child) !== local) return [child];
    const edited = rest.length === 0 ? edit(child) : editAt(child, rest, edit);
    return edited === undefined ? [] : [edited];
  });
  return { ...element, children };
}

/** The element with this text and nothing else in it. */
export function withText(element: XmlElement, value: string): XmlElement {
  return { ...element, children: [text(value)] };
}

/**
 * The element with an attribute changed in its place, added, or (`null`) taken away.
 *
 * @param after - the names behind which a new attribute is put, as far back as one of them stands; none: first
 */
export function withAttribute(
  element: XmlElement,
  { name, value, after = [] }: { name: string; value: string | null; after?: readonly string[] },
): XmlElement {
  const { attributes } = element;
  const others = attributes.filter((each) => each.name !== name);
  if (value === null) return { ...element, attributes: others };
  const changed = { name, value };
  if (others.length < attributes.length) {
    const inPlace = attributes.map((each) => (each.name === name ? changed : each));
    return { ...element, attributes: inPlace };
  }
  const at = attributes.findLastIndex((each) => after.includes(each.name)) + 1;
  return { ...element, attributes: attributes.toSpliced(at, 0, changed) };
}
