/** Documents for property tests: well-formed trees with everything that makes canonicalisation hard. */
import fc from 'fast-check';
import { declaredPrefix, localNameOf, prefixOf } from '../../src/xml/names.js';
import {
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from '../../src/xml/node.js';

// U+FF21 sorts after U+10000 by UTF-16 units and before it by code points.
const LOCALS = ['a', 'b', 'aa', 'A', 'é', 'Ａ', '𐀀', 'x.-1', 'ID'];
const PREFIXES = ['p', 'q', 'é', 'Ａ', '𐀀', 'pp'];
// libxml2 writes "&" in a namespace URI as it is (Canonical XML 1.0 section 2.3 wants "&amp;") and refuses IRIs.
const URIS = [
  'urn:one',
  'urn:two',
  'http://example.com/?a=1#b',
  'a:b',
  'HTTP://example.com/%C3%A9',
];
const PIECES = [
  ...['&', '<', '>', '"', "'", ']]>', '\r', '\n', '\r\n', '\t', ' ', '  ', '&amp;', '&#13;'],
  ...['é', '\u0085', '\u007f', '\u2028', '\ufffd', '\ue000', '😀', '\u{10ffff}', 'plain', '-', '?'],
];

const chars = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((all) => all.join(''));
/** Where no reference can stand, a carriage return cannot either. */
const literal = chars.map((all) => all.replaceAll('\r', ''));
const textNode = chars
  .filter((text) => text !== '')
  .map((text): XmlNode => ({ kind: 'text', text }));
const comment = literal.map((text): XmlNode => ({
  kind: 'comment',
  text: text.replace(/-+/g, '-').replace(/-$/, ''),
}));
const instruction = fc
  .tuple(fc.constantFrom('t', 'é', 'xml-stylesheet'), literal)
  .map(([target, data]): XmlNode => ({
    kind: 'instruction',
    target,
    data: data.replace(/\?+>+/g, '').replace(/^[\t\n ]+/, ''),
  }));
const cdata = literal.map((text): XmlNode => ({
  kind: 'cdata',
  text: text.replace(/\]\]>+/g, ']]'),
}));

const qualified = fc
  .tuple(
    fc.oneof(fc.constantFrom('', '', 'p', 'q'), fc.constantFrom(...PREFIXES)),
    fc.constantFrom(...LOCALS),
  )
  .map(([prefix, local]) => (prefix === '' ? local : `${prefix}:${local}`));
const attribute: fc.Arbitrary<XmlAttribute> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ name: qualified, value: chars }) },
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constantFrom('p', 'q', ...PREFIXES).map((prefix) => `xmlns:${prefix}`),
      value: fc.constantFrom('urn:one', ...URIS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('xmlns'),
      value: fc.constantFrom('', '', 'urn:one', ...URIS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constantFrom('xml:lang', 'xml:base', 'xml:foo'),
      value: chars,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { name: 'xml:space', value: 'preserve' },
      { name: 'xmlns:xml', value: 'http://www.w3.org/XML/1998/namespace' },
    ),
  },
);

/** Elements nested so deep; namespaces are redeclared and undeclared on the way. */
function elements(levels: number): fc.Arbitrary<XmlElement> {
  const content = [textNode, comment, instruction, cdata];
  const children =
    levels === 1
      ? fc.array(fc.oneof(...content), { maxLength: 2 })
      : fc.array(
          fc.oneof(
            { weight: 3, arbitrary: fc.oneof(...content) },
            { weight: 4, arbitrary: elements(levels - 1) },
          ),
          { maxLength: 4, size: 'max' },
        );
  return fc.record({
    kind: fc.constant('element' as const),
    name: qualified,
    attributes: fc.array(attribute, { maxLength: 6, size: 'max' }),
    children,
  });
}

type Bindings = ReadonlyMap<string, string>;

/** Keeps what makes an element namespace-well-formed: each declaration and each expanded name once. */
function settleAttributes(
  { attributes }: XmlElement,
  outer: Bindings,
): { kept: XmlAttribute[]; scope: Bindings } {
  const scope = new Map(outer);
  const seen = new Set<string>();
  for (const { name, value } of attributes) {
    const prefix = declaredPrefix(name);
    if (prefix === undefined || seen.has(name)) continue;
    seen.add(name);
    scope.set(prefix, value);
  }
  seen.clear();
  const kept: XmlAttribute[] = [];
  for (const { name, value } of attributes) {
    const prefix = prefixOf(name);
    const known = prefix === '' || prefix === 'xml' || prefix === 'xmlns' || scope.has(prefix);
    const settled = known ? name : localNameOf(name);
    const isDeclaration = declaredPrefix(settled) !== undefined;
    const uri = known && prefix !== '' ? (scope.get(prefix) ?? prefix) : '';
    const key = isDeclaration ? settled : `{${uri}}${localNameOf(settled)}`;
    if (!seen.has(key)) kept.push({ name: settled, value });
    seen.add(key);
  }
  return { kept, scope };
}

/** Turns any tree into one that a parser gives back as it is. */
function settle(tree: XmlElement, outer: Bindings = new Map()): XmlElement {
  const { kept, scope } = settleAttributes(tree, outer);
  const known = prefixOf(tree.name) === '' || scope.has(prefixOf(tree.name));
  const children: XmlNode[] = [];
  for (const child of tree.children) {
    const last = children.at(-1);
    if (child.kind === 'element') children.push(settle(child, scope));
    else if (child.kind === 'text' && last?.kind === 'text') {
      children[children.length - 1] = { kind: 'text', text: last.text + child.text };
    } else children.push(child);
  }
  return {
    kind: 'element',
    name: known ? tree.name : localNameOf(tree.name),
    attributes: kept,
    children,
  };
}

const outside = fc.array(
  fc.oneof(comment, instruction, fc.constant<XmlNode>({ kind: 'text', text: '\n' })),
  { maxLength: 3 },
);
const declaration = fc.option(
  fc.constantFrom(
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
  ),
  { nil: undefined },
);

function withoutAdjacentText(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.filter((node, index) => node.kind !== 'text' || nodes[index - 1]?.kind !== 'text');
}

/** Well-formed documents. */
export const documents: fc.Arbitrary<XmlDocument> = fc
  .tuple(declaration, outside, elements(6), outside)
  .map(([head, before, root, after]) => {
    const children = [...withoutAdjacentText(before), settle(root), ...withoutAdjacentText(after)];
    return head === undefined ? { children } : { declaration: head, children };
  });

/** A choice of prefixes for a PrefixList, some of which are not declared anywhere. */
export const prefixLists: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.constantFrom('#default', 'nowhere', ...PREFIXES),
  { maxLength: 4 },
);

/** One element of a document with those around it, outermost first. */
export interface Place {
  readonly element: XmlElement;
  readonly ancestors: readonly XmlElement[];
}

/** Every element of a document, in document order. */
export function placesOf(document: XmlDocument): readonly Place[] {
  const places: Place[] = [];
  const visit = (nodes: readonly XmlNode[], ancestors: readonly XmlElement[]): void => {
    for (const node of nodes) {
      if (node.kind !== 'element') continue;
      places.push({ element: node, ancestors });
      visit(node.children, [...ancestors, node]);
    }
  };
  visit(document.children, []);
  return places;
}

const SCRAPS = [
  ...[
    '<',
    '>',
    '/',
    '&',
    '"',
    "'",
    '=',
    ' ',
    '\n',
    '\r',
    '\t',
    '-',
    '--',
    '?',
    '!',
    '[',
    ']',
    ']]>',
  ],
  ...[
    '<![CDATA[',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<a>',
    '</a>',
    '<a/>',
    '<?xml version="1.0"?>',
    '1.1',
  ],
  ...[
    '&#0;',
    '&#xD;',
    '&#x1F600;',
    '&lt;',
    '&foo;',
    '&#',
    'xmlns',
    'xmlns:p',
    'x:',
    ':',
    '0',
    '.',
    'xml',
  ],
  ...[
    'XML',
    '\0',
    '\u0001',
    '\ufffe',
    'é',
    '😀',
    '"UTF-16"',
    '\ufeff',
    '\u0085',
    '\u2028',
    '·',
    '×',
  ],
];

/** Damage at a few places of a text: something cut out, something put in. */
export const mutations: fc.Arbitrary<(xml: string) => string> = fc
  .array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', '', ...SCRAPS)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((wounds) => (xml: string) => {
    let damaged = xml;
    for (const [place, cut, scrap] of wounds) {
      const start = place % (damaged.length + 1);
      damaged = damaged.slice(0, start) + scrap + damaged.slice(start + cut);
    }
    // Half a surrogate pair would not survive the way into libxml2.
    return damaged.replace(/[\ud800-\udfff]/gu, '');
  });
