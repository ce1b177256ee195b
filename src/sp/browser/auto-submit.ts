/** Floor 5: pages that submit their one form by themselves, as both ends of the POST binding write them. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { Navigation } from './navigation.js';
import { resolveUrl } from './resolve-url.js';

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

const SUBMITS = /\b(?:requestSubmit|submit)\b\s*(?:\.\s*call\s*)?\(/;
const BUTTONS: ReadonlySet<string> = new Set(['submit', 'button', 'image', 'reset']);

function* elementsIn(parent: Parent): Generator<Element> {
  for (const child of parent.childNodes) {
    if ('tagName' in child) {
      yield child;
      yield* elementsIn(child);
    }
  }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function scriptText(element: Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}

function submitsItself(elements: readonly Element[]): boolean {
  return elements.some(
    (element) =>
      (element.tagName === 'script' && SUBMITS.test(scriptText(element))) ||
      (element.tagName === 'body' && SUBMITS.test(attribute(element, 'onload') ?? '')),
  );
}

/** The hidden fields, or `undefined` when a person is expected to fill something in. */
function hiddenFields(form: Element): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  for (const element of elementsIn(form)) {
    if (element.tagName === 'textarea' || element.tagName === 'select') return undefined;
    if (element.tagName !== 'input') continue;
    const type = (attribute(element, 'type') ?? 'text').toLowerCase();
    if (BUTTONS.has(type)) continue;
    if (type !== 'hidden') return undefined;
    const name = attribute(element, 'name');
    if (name !== undefined) fields[name] = attribute(element, 'value') ?? '';
  }
  return fields;
}

/**
 * The request that a page makes by itself, or `undefined` when the page stays:
 * it has exactly one form, only hidden fields in it, and a script or `onload` that submits.
 *
 * @param html - the page
 * @param page - its URL, which relative actions build on and which starts the next request
 */
export function autoSubmit(html: string, page: URL): Navigation | undefined {
  // Most pages submit nothing; parsing them costs more than all the rest of a hop.
  if (!SUBMITS.test(html)) return undefined;
  const elements = [...elementsIn(parse(html))];
  const [form, another] = elements.filter((element) => element.tagName === 'form');
  if (form === undefined || another !== undefined || !submitsItself(elements)) return undefined;
  const fields = hiddenFields(form);
  if (fields === undefined) return undefined;
  const url = resolveUrl(attribute(form, 'action') ?? page.href, page);
  if ((attribute(form, 'method') ?? 'get').toLowerCase() === 'post') {
    return { method: 'POST', url, form: fields, initiator: page };
  }
  url.search = new URLSearchParams(fields).toString();
  return { method: 'GET', url, form: {}, initiator: page };
}
