/** Floor 1: canonical XML, what is digested and signed: exclusive C14N 1.0 and inclusive C14N 1.0. */
import { declare, refuse, type CanonicalWalk } from './canonical-state.js';
import { walkElement, walkMarkup } from './canonical-walk.js';
import { sharedNames } from './name-table.js';
import type { XmlAttribute, XmlDocument, XmlElement } from './node.js';
import { Scope } from './scope.js';

/** How to canonicalise. */
export interface CanonicalOptions {
  /** Exclusive (xml-exc-c14n) or inclusive (xml-c14n 1.0). */
  readonly method: 'exclusive' | 'inclusive';
  /** Whether comments are kept; no by default. */
  readonly comments?: boolean;
  /** The `PrefixList` of the exclusive method; `#default` is the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
  /** The elements around the one to canonicalise, outermost first: they lend it namespaces and `xml:*` attributes. */
  readonly ancestors?: readonly XmlElement[];
  /** One element that is left out with everything in it: the signature of an enveloped signature. */
  readonly omit?: XmlElement;
}

function startWalk(options: CanonicalOptions): CanonicalWalk {
  const prefixes = options.inclusivePrefixes ?? [];
  const names = sharedNames();
  return {
    exclusive: options.method === 'exclusive',
    comments: options.comments ?? false,
    inclusiveSlots: prefixes.map((prefix) => names.slotOf(prefix === '#default' ? '' : prefix)),
    omit: options.omit,
    names,
    declared: new Scope(),
    rendered: new Scope(),
  };
}

/** Binds the ancestors' namespaces; their `xml:*` attributes come back, the nearest of each name. */
function enterAncestors(
  walk: CanonicalWalk,
  ancestors: readonly XmlElement[],
): readonly XmlAttribute[] {
  const nearest = new Map<string, XmlAttribute>();
  for (const ancestor of ancestors) {
    for (const attribute of declare(walk, ancestor.attributes)) {
      if (attribute.name.startsWith('xml:')) nearest.set(attribute.name, attribute);
    }
  }
  return walk.exclusive ? [] : [...nearest.values()];
}

/**
 * The canonical form of an element and everything in it, as text; its UTF-8 bytes are what is digested.
 *
 * @param element - the element; CDATA counts as text
 * @param options - method, comments, PrefixList, the elements around it, what to leave out
 * @throws UserError `xml-not-canonical` when there is no canonical form: raw nodes, undeclared prefixes, relative
 *   namespace URIs, an attribute twice; `xml-not-writable` for characters XML cannot carry; `xml-too-deep`
 * @example
 * canonicalise(element('a', [['y', '2'], ['x', '1']]), { method: 'exclusive' }); // '<a x="1" y="2"></a>'
 */
export function canonicalise(element: XmlElement, options: CanonicalOptions): string {
  const walk = startWalk(options);
  const inherited = enterAncestors(walk, options.ancestors ?? []);
  return walkElement(walk, element, 1, inherited);
}

/**
 * The canonical form of a whole document (Canonical XML 1.0 section 2.3, root node): comments and processing
 * instructions outside the root stand on lines of their own; the XML declaration and a DOCTYPE are left out.
 *
 * @param document - a document with exactly one root element
 * @param options - as for `canonicalise`; a document has no ancestors
 * @throws UserError as `canonicalise`, and `xml-not-canonical` for text outside the root or not exactly one root
 */
export function canonicaliseDocument(
  document: XmlDocument,
  options: Omit<CanonicalOptions, 'ancestors'>,
): string {
  const walk = startWalk(options);
  let before = '';
  let root: string | undefined;
  let after = '';
  for (const node of document.children) {
    if (node.kind === 'element') {
      if (root !== undefined) refuse('a second root element');
      root = walkElement(walk, node, 1, []);
    } else if (node.kind === 'comment' || node.kind === 'instruction') {
      const markup = walkMarkup(walk, node);
      if (markup === '') continue;
      if (root === undefined) before += `${markup}\n`;
      else after += `\n${markup}`;
    } else if (
      node.kind === 'raw' ? !node.text.startsWith('<!DOCTYPE') : /[^\t\n\r ]/.test(node.text)
    ) {
      refuse(`${node.kind} outside the root element`);
    }
  }
  if (root === undefined) refuse('no root element');
  return before + root + after;
}
