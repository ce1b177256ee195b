/** Floor 3: what `insert` puts in: markup, text, or nodes that were put aside. */
import { UserError } from '../../base/errors.js';
import type { Content } from '../../scenario/mutation/tree-operations.js';
import { declaredPrefix } from '../../xml/names.js';
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { element } from '../../xml/node.js';
import { parseXml } from '../../xml/parse.js';
import { writeXml } from '../../xml/write.js';
import type { TreeDraft } from '../operation.js';

/** The namespace declarations that hold at a place. */
function declarationsIn(ancestors: readonly XmlElement[]): ReadonlyMap<string, string> {
  const all = ancestors.flatMap(({ attributes }) => attributes);
  return new Map(
    all
      .filter(({ name }) => declaredPrefix(name) !== undefined)
      .map(({ name, value }) => [name, value]),
  );
}

/**
 * Markup as nodes; prefixes that are declared around the place may be used.
 *
 * @param ancestors - the elements around the place, outermost first
 * @throws UserError `xml-malformed` and the other codes of the parser
 */
export function parseContent(xml: string, ancestors: readonly XmlElement[]): readonly XmlNode[] {
  const frame = writeXml(
    element('frame', [...declarationsIn(ancestors)], [{ kind: 'raw', text: xml }]),
  );
  const [root] = parseXml(frame).children;
  return root?.kind === 'element' ? root.children : [];
}

function instruction(text: string): XmlNode {
  const [target = '', ...data] = text.split(' ');
  return { kind: 'instruction', target, data: data.join(' ') };
}

type Reader = (
  value: string,
  place: { readonly draft: TreeDraft; readonly ancestors: readonly XmlElement[] },
) => readonly XmlNode[];

const READERS: Readonly<Record<keyof Content, Reader>> = {
  xml: (xml, { ancestors }) => parseContent(xml, ancestors),
  text: (text) => [{ kind: 'text', text }],
  comment: (text) => [{ kind: 'comment', text }],
  cdata: (text) => [{ kind: 'cdata', text }],
  instruction: (text) => [instruction(text)],
  raw: (text) => [{ kind: 'raw', text }],
  kept: (name, { draft }) => {
    const node = Object.hasOwn(draft.kept, name) ? draft.kept[name] : undefined;
    if (node !== undefined) return [node];
    throw new UserError('mutation-impossible', `Nothing was kept as "${name}".`, {
      fix: `Put it aside first: - keep: { at: //Assertion, as: ${name} }.`,
    });
  },
};

/** The nodes that the settings describe. */
export function contentOf(
  settings: Content,
  draft: TreeDraft,
  ancestors: readonly XmlElement[],
): readonly XmlNode[] {
  const kinds = Object.keys(READERS) as (keyof Content)[];
  return kinds.flatMap((kind) => {
    const value = settings[kind];
    return value === undefined ? [] : READERS[kind](value, { draft, ancestors });
  });
}

/** What is put in, in a few words. */
export function shownContent(settings: Content): string {
  const kinds = Object.keys(READERS) as (keyof Content)[];
  const kind = kinds.find((each) => settings[each] !== undefined) ?? 'text';
  const value = settings[kind] ?? '';
  const short = value.length > 60 ? `${value.slice(0, 57)}...` : value;
  return kind === 'kept'
    ? `what was kept as ${short}`
    : `${kind === 'xml' ? '' : `${kind} `}${short}`;
}
