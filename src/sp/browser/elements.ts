/** Floor 5: the elements of a page, as a browser with scripting sees them. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { resolveUrl } from './resolve-url.js';

type Parent = DefaultTreeAdapterTypes.ParentNode;
/** An element of parse5's tree. */
export type Element = DefaultTreeAdapterTypes.Element;

/** All elements below, in tree order. What stands in a `template` is no part of the page. */
export function* elementsIn(parent: Parent): Generator<Element> {
  for (const child of parent.childNodes) {
    if ('tagName' in child) {
      yield child;
      yield* elementsIn(child);
    }
  }
}

/** The value of an attribute. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

/** The text of an element and everything below. */
export function textOf(parent: Parent): string {
  return parent.childNodes
    .map((node) => {
      if ('value' in node) return node.value;
      return 'childNodes' in node ? textOf(node) : '';
    })
    .join('');
}

/** A parsed page. */
export interface Page {
  /** All elements in tree order. Scripting is on: what is in `noscript` is text. */
  readonly elements: readonly Element[];
  /** Where it came from. */
  readonly url: URL;
  /** What relative addresses build on: the first `<base href>`, if any (HTML 2.4.3). */
  readonly base: URL;
}

function baseOf(elements: readonly Element[], url: URL): URL {
  for (const element of elements) {
    const href = element.tagName === 'base' ? attribute(element, 'href') : undefined;
    if (href !== undefined) return URL.canParse(href, url) ? resolveUrl(href, url) : url;
  }
  return url;
}

/**
 * Parses a page.
 *
 * @param html - its text
 * @param url - where it came from
 */
export function readPage(html: string, url: URL): Page {
  const elements = [...elementsIn(parse(html))];
  return { elements, url, base: baseOf(elements, url) };
}
