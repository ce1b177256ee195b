/** Floor 1: the order of declarations and attributes in canonical XML (Canonical XML 1.0 section 2.2). */
import { namespaceOf, refuse, type CanonicalWalk } from './canonical-state.js';
import { compareCodePoints } from './code-points.js';
import type { XmlAttribute } from './node.js';

/** The prefixes rendered since that mark, by their number, sorted by prefix. */
export function sortSlots({ rendered, names }: CanonicalWalk, mark: number): readonly number[] {
  const slots: number[] = [];
  const end = rendered.mark();
  for (let index = mark; index < end; index++) slots.push(rendered.boundAt(index));
  if (slots.length < 2) return slots;
  return slots.sort((a, b) => compareCodePoints(names.prefixAt(a), names.prefixAt(b)));
}

/** Whether the attributes have no prefixes and are in order already, as most are. */
function areSettled(plain: readonly XmlAttribute[]): boolean {
  let former = '';
  for (const { name } of plain) {
    if (name.includes(':') || compareCodePoints(former, name) >= 0) return false;
    former = name;
  }
  return true;
}

/**
 * Attributes by namespace URI, then by local name; no prefix means no namespace.
 *
 * @throws UserError `xml-not-canonical` when one stands twice
 */
export function sortAttributes(
  walk: CanonicalWalk,
  plain: readonly XmlAttribute[],
): readonly XmlAttribute[] {
  if (areSettled(plain)) return plain;
  const keyed = plain.map((attribute) => {
    const { prefix, slot, local } = walk.names.parts(attribute.name);
    return { attribute, uri: prefix === '' ? '' : namespaceOf(walk, slot), local };
  });
  keyed.sort((a, b) => compareCodePoints(a.uri, b.uri) || compareCodePoints(a.local, b.local));
  for (const [index, { attribute, uri, local }] of keyed.entries()) {
    const next = keyed[index + 1];
    if (next?.local === local && next.uri === uri) refuse(`"${attribute.name}" stands twice`);
  }
  return keyed.map(({ attribute }) => attribute);
}
