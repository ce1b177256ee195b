/** Floor 1: the walk that prints canonical XML. State is one object a call; nothing is kept between calls. */
import { UserError } from '../base/errors.js';
import { compareCodePoints } from './code-points.js';
import { checkDepth } from './depth.js';
import { checkCharacters, escapeText, escapeValue } from './escape.js';
import { declaredPrefix, localNameOf, prefixOf } from './names.js';
import type { XmlAttribute, XmlElement, XmlInstruction, XmlNode } from './node.js';
import type { Scope } from './scope.js';
import { XML_NAMESPACE } from './scope.js';

/** What a walk knows on its way. */
export interface CanonicalWalk {
  readonly exclusive: boolean;
  readonly comments: boolean;
  /** Prefixes treated inclusively by the exclusive method; `''` is the default namespace. */
  readonly inclusivePrefixes: readonly string[];
  readonly omit: XmlElement | undefined;
  /** What the tree declares. */
  readonly declared: Scope;
  /** What the output has declared so far. */
  readonly rendered: Scope;
}

const NONE: readonly XmlAttribute[] = [];
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Refuses a tree that has no canonical form. */
export function refuse(problem: string): never {
  throw new UserError('xml-not-canonical', `no canonical form: ${problem}`);
}

/** Binds an element's declarations; what is left are its attributes. */
export function declare(scope: Scope, element: XmlElement): readonly XmlAttribute[] {
  if (element.attributes.length === 0) return NONE;
  const mark = scope.mark();
  const plain: XmlAttribute[] = [];
  for (const attribute of element.attributes) {
    const prefix = declaredPrefix(attribute.name);
    if (prefix === undefined) {
      plain.push(attribute);
      continue;
    }
    const uri = attribute.value;
    if (scope.boundSince(mark, prefix)) refuse(`"${attribute.name}" is declared twice`);
    if (uri === '' && prefix !== '') refuse(`"${attribute.name}" is empty`);
    // Canonical XML 1.0 section 1.1: relative namespace URIs are an operation failure.
    if (uri !== '' && !SCHEME.test(uri)) refuse(`"${attribute.name}" is the relative URI "${uri}"`);
    scope.bind(prefix, uri);
  }
  return plain;
}

function namespaceOf(walk: CanonicalWalk, prefix: string): string {
  if (prefix === 'xml') return XML_NAMESPACE;
  const uri = walk.declared.get(prefix);
  if (uri === undefined && prefix !== '') refuse(`the prefix "${prefix}" is not declared`);
  return uri ?? '';
}

/** Notes a declaration that the output does not have yet. */
function need(walk: CanonicalWalk, prefix: string): void {
  const uri = namespaceOf(walk, prefix);
  if (prefix === 'xml' || (walk.rendered.get(prefix) ?? '') === uri) return;
  walk.rendered.bind(prefix, uri);
}

/** Exclusive C14N section 3: what is visibly used, and what the PrefixList names. */
function needExclusive(walk: CanonicalWalk, plain: readonly XmlAttribute[]): void {
  for (const { name } of plain) {
    const prefix = prefixOf(name);
    if (prefix !== '') need(walk, prefix);
  }
  for (const prefix of walk.inclusivePrefixes) {
    if (walk.declared.get(prefix) !== undefined) need(walk, prefix);
  }
}

/** Canonical XML 1.0 section 2.3: every namespace in scope that the output does not have yet. */
function needInclusive(
  walk: CanonicalWalk,
  plain: readonly XmlAttribute[],
  inScope: Iterable<string>,
): void {
  for (const prefix of inScope) need(walk, prefix);
  for (const { name } of plain) {
    const prefix = prefixOf(name);
    if (prefix !== '') namespaceOf(walk, prefix);
  }
}

/** The declarations an element carries in canonical form, sorted by prefix. */
function writeDeclarations(walk: CanonicalWalk, mark: number): string {
  let prefixes = walk.rendered.since(mark);
  if (prefixes.length > 1) prefixes = [...prefixes].sort(compareCodePoints);
  let out = '';
  for (const prefix of prefixes) {
    const uri = escapeValue(walk.rendered.get(prefix) ?? '');
    out += prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`;
  }
  return out;
}

/** Canonical XML 1.0 section 2.2: by namespace URI, then by local name; no prefix means no namespace. */
function sortAttributes(
  walk: CanonicalWalk,
  plain: readonly XmlAttribute[],
): readonly XmlAttribute[] {
  if (plain.length < 2) return plain;
  const keyed = plain.map((attribute) => {
    const prefix = prefixOf(attribute.name);
    const uri = prefix === '' ? '' : namespaceOf(walk, prefix);
    return { attribute, uri, local: localNameOf(attribute.name) };
  });
  keyed.sort((a, b) => compareCodePoints(a.uri, b.uri) || compareCodePoints(a.local, b.local));
  for (const [index, { attribute, uri, local }] of keyed.entries()) {
    const next = keyed[index + 1];
    if (next?.local === local && next.uri === uri) refuse(`"${attribute.name}" stands twice`);
  }
  return keyed.map(({ attribute }) => attribute);
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
  const declaredMark = declared.mark();
  const renderedMark = rendered.mark();
  let plain = declare(declared, element);
  if (inherited !== undefined && inherited.length > 0) {
    const own = new Set(plain.map(({ name }) => name));
    plain = [...plain, ...inherited.filter(({ name }) => !own.has(name))];
  }
  need(walk, prefixOf(element.name));
  if (walk.exclusive) needExclusive(walk, plain);
  else {
    const isApex = inherited !== undefined;
    needInclusive(walk, plain, isApex ? declared.prefixes() : declared.since(declaredMark));
  }
  let out = `<${element.name}${writeDeclarations(walk, renderedMark)}`;
  for (const { name, value } of sortAttributes(walk, plain))
    out += ` ${name}="${escapeValue(value)}"`;
  out += '>';
  for (const child of element.children) out += walkNode(walk, child, depth + 1);
  declared.rollBack(declaredMark);
  rendered.rollBack(renderedMark);
  return `${out}</${element.name}>`;
}

/** A carriage return cannot come from a document, but if it is there it is shown as one. */
function literal(text: string, place: string): string {
  checkCharacters(text, place);
  return text.replaceAll('\r', '&#xD;');
}

/** A comment or processing instruction in canonical form; empty for a comment that is left out. */
export function walkMarkup(
  walk: CanonicalWalk,
  node: XmlInstruction | Extract<XmlNode, { kind: 'comment' }>,
): string {
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
