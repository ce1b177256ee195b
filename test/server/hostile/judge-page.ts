/** What every answer to hostile input must be: a clear page of ours, with nothing of the input in it as markup. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { expect } from 'vitest';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Markup that a page of ours never has: its element, attribute and scheme are looked for. */
export const MARK = `"'><x-mark onmark=1><script>mark()</script><a href="javascript:mark()">`;

/** Every element, in the order of the document. */
export function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsOf(node.content);
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) yield* elementsOf(child);
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function isOfInput({ tagName, attrs }: Element): boolean {
  return (
    tagName === 'x-mark' ||
    attrs.some(({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value))
  );
}

/** Elements and scripts that only the input can have brought. */
export function reflected(html: string): readonly string[] {
  const elements = [...elementsOf(parse(html))];
  const scripts = elements.filter((element) => element.tagName === 'script');
  return [
    ...elements.filter(isOfInput).map(({ tagName }) => tagName),
    ...scripts.map(textOf).filter((text) => text.includes('mark()')),
  ];
}

/** Fails unless the page says something under a heading, tells no stack, and reflects no markup. */
export function expectClearPage(html: string): void {
  const elements = [...elementsOf(parse(html))];
  const headings = elements.filter(({ tagName }) => tagName === 'h1').map(textOf);
  expect(headings).toHaveLength(1);
  expect(headings[0]?.trim()).not.toBe('');
  expect(html).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(html).not.toContain('node:internal');
  expect(reflected(html)).toEqual([]);
}
