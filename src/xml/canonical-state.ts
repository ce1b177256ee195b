/** Floor 1: what a canonical walk knows, and the namespaces it meets. */
import { UserError } from '../base/errors.js';
import { DEFAULT_SLOT, XML_NAMESPACE, XML_SLOT, type NameTable } from './name-table.js';
import type { XmlAttribute, XmlElement } from './node.js';
import type { Scope } from './scope.js';

/** What a walk knows on its way. */
export interface CanonicalWalk {
  readonly exclusive: boolean;
  readonly comments: boolean;
  /** Prefixes treated inclusively by the exclusive method, by their number. */
  readonly inclusiveSlots: readonly number[];
  readonly omit: XmlElement | undefined;
  readonly names: NameTable;
  /** What the tree declares. */
  readonly declared: Scope;
  /** What the output has declared so far. */
  readonly rendered: Scope;
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Refuses a tree that has no canonical form. */
export function refuse(problem: string): never {
  throw new UserError('xml-not-canonical', `no canonical form: ${problem}`);
}

function bind(
  walk: CanonicalWalk,
  { name, value }: XmlAttribute,
  slot: number,
  mark: number,
): void {
  if (walk.declared.boundSince(mark, slot)) refuse(`"${name}" is declared twice`);
  if (value === '') {
    if (slot !== DEFAULT_SLOT) refuse(`"${name}" is empty`);
    // Canonical XML 1.0 section 1.1: relative namespace URIs are an operation failure.
  } else if (!SCHEME.test(value)) refuse(`"${name}" is the relative URI "${value}"`);
  walk.declared.bind(slot, value);
}

/** Binds the declarations among the attributes; the others come back, in their order. */
export function declare(
  walk: CanonicalWalk,
  attributes: readonly XmlAttribute[],
): readonly XmlAttribute[] {
  const mark = walk.declared.mark();
  const plain: XmlAttribute[] = [];
  for (const attribute of attributes) {
    const { declares } = walk.names.parts(attribute.name);
    if (declares < 0) plain.push(attribute);
    else bind(walk, attribute, declares, mark);
  }
  return plain;
}

/** The namespace of a prefix, by its number; an undeclared default namespace is none. */
export function namespaceOf(walk: CanonicalWalk, slot: number): string {
  if (slot === XML_SLOT) return XML_NAMESPACE;
  const uri = walk.declared.get(slot);
  if (uri !== undefined) return uri;
  if (slot === DEFAULT_SLOT) return '';
  return refuse(`the prefix "${walk.names.prefixAt(slot)}" is not declared`);
}
