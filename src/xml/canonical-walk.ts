/** Floor 1: the walk that prints canonical XML. State is one object a call; nothing is kept between calls. */
import { checkDepth } from './depth.js';
import { checkCharacters, escapeText, escapeValue } from './escape.js';
import { sortAttributes, sortSlots } from './canonical-order.js';
import { declare, namespaceOf, refuse, type CanonicalWalk } from './canonical-state.js';
import { XML_SLOT } from './name-table.js';
import type { XmlAttribute, XmlComment, XmlElement, XmlInstruction, XmlNode } from './node.js';

/** Notes a declaration that the output does not have yet. */
function need(walk: CanonicalWalk, slot: number): void {
  if (slot === XML_SLOT) return;
  const uri = namespaceOf(walk, slot);
  if ((walk.rendered.get(slot) ?? '') !== uri) walk.rendered.bind(slot, uri);
}

/** Exclusive C14N section 3: what is visibly used, and what the PrefixList names. */
function needExclusive(walk: CanonicalWalk, plain: readonly XmlAttribute[]): void {
  for (const { name } of plain) {
    const { slot, prefix } = walk.names.parts(name);
    if (prefix !== '') need(walk, slot);
  }
  for (const slot of walk.inclusiveSlots) {
    if (walk.declared.get(slot) !== undefined) need(walk, slot);
  }
}

/** Canonical XML 1.0 section 2.3: every namespace in scope that the output does not have yet. */
function needInclusive(walk: CanonicalWalk, plain: readonly XmlAttribute[], mark: number): void {
  const { declared, names } = walk;
  const end = declared.mark();
  for (let index = mark; index < end; index++) need(walk, declared.boundAt(index));
  for (const { name } of plain) {
    const { slot, prefix } = names.parts(name);
    if (prefix !== '') namespaceOf(walk, slot);
  }
}

/** The declarations an element carries in canonical form, sorted by prefix. */
function writeDeclarations(walk: CanonicalWalk, mark: number): string {
  let out = '';
  for (const slot of sortSlots(walk, mark)) {
    const uri = escapeValue(walk.rendered.get(slot) ?? '');
    const prefix = walk.names.prefixAt(slot);
    out += prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`;
  }
  return out;
}

/** What an inclusive apex takes over from its ancestors, unless it says it itself (2.4). */
function inherit(
  plain: readonly XmlAttribute[],
  inherited: readonly XmlAttribute[],
): readonly XmlAttribute[] {
  const own = new Set(plain.map(({ name }) => name));
  return [...plain, ...inherited.filter(({ name }) => !own.has(name))];
}

/**
 * Prints one element and what it holds.
 *
 * @param walk - the state; left as it was found
 * @param element - what to print
 * @param depth - how deep it is nested, for the limit
 * @param inherited - `xml:*` attributes an inclusive apex takes over from its ancestors; `undefined` = not the apex
 */
export function walkElement(
  walk: CanonicalWalk,
  element: XmlElement,
  depth: number,
  inherited?: readonly XmlAttribute[],
): string {
  checkDepth(depth);
  const { declared, rendered } = walk;
  const { name, attributes, children } = element;
  const declaredMark = declared.mark();
  const renderedMark = rendered.mark();
  let plain = attributes.length === 0 ? attributes : declare(walk, attributes);
  if (inherited !== undefined && inherited.length > 0) plain = inherit(plain, inherited);
  need(walk, walk.names.parts(name).slot);
  if (walk.exclusive) needExclusive(walk, plain);
  else needInclusive(walk, plain, inherited === undefined ? declaredMark : 0);
  let out = `<${name}`;
  if (rendered.mark() > renderedMark) out += writeDeclarations(walk, renderedMark);
  if (plain.length > 1) plain = sortAttributes(walk, plain);
  for (const attribute of plain) out += ` ${attribute.name}="${escapeValue(attribute.value)}"`;
  out += '>';
  for (const child of children) out += walkNode(walk, child, depth + 1);
  declared.rollBack(declaredMark);
  rendered.rollBack(renderedMark);
  return `${out}</${name}>`;
}

/** A carriage return cannot come from a document, but if it is there it is shown as one. */
function literal(text: string, place: string): string {
  checkCharacters(text, place);
  return text.replaceAll('\r', '&#xD;');
}

/** A comment or processing instruction in canonical form; empty for a comment that is left out. */
export function walkMarkup(walk: CanonicalWalk, node: XmlInstruction | XmlComment): string {
  if (node.kind === 'comment') {
    return walk.comments ? `<!--${literal(node.text, 'a comment')}-->` : '';
  }
  const data = node.data === '' ? '' : ` ${literal(node.data, 'a processing instruction')}`;
  return `<?${node.target}${data}?>`;
}

function walkNode(walk: CanonicalWalk, node: XmlNode, depth: number): string {
  switch (node.kind) {
    case 'element':
      return node === walk.omit ? '' : walkElement(walk, node, depth);
    case 'text':
    case 'cdata':
      return escapeText(node.text);
    case 'comment':
    case 'instruction':
      return walkMarkup(walk, node);
    case 'raw':
      return refuse('raw bytes cannot be signed');
  }
}
