/** Test tool: reads a page by CSS selectors, with parse5 and css-select. */
import { is, selectAll } from 'css-select';
import type { ChildNode, Element } from 'domhandler';
import { isText } from 'domhandler';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';

function textOf(node: ChildNode): string {
  if (isText(node)) return node.data;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** A page, or a piece of one, to be asked. */
export interface PageReader {
  /** The texts of every match, white space folded. */
  readonly texts: (selector: string) => readonly string[];
  /** Whether some match also matches the second selector. */
  readonly some: (selector: string, also: string) => boolean;
  /** The values of an attribute of every match. */
  readonly values: (selector: string, attribute: string) => readonly (string | undefined)[];
}

export function readPage(html: string): PageReader {
  const document = parse(html, { treeAdapter: adapter });
  const all = (selector: string): readonly Element[] =>
    selectAll<ChildNode, Element>(selector, document.children);
  return {
    texts: (selector) => all(selector).map((each) => textOf(each).replace(/\s+/g, ' ').trim()),
    some: (selector, also) => all(selector).some((each) => is(each, also)),
    values: (selector, attribute) => all(selector).map((each) => each.attribs[attribute]),
  };
}
