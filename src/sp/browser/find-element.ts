/** Floor 5: the element that an expression of a script names. */
import { attribute, type Element, type Page } from './elements.js';

type Find = (page: Page, name: string) => Element | undefined;

function forms({ elements }: Page): Element[] {
  return elements.filter(({ tagName }) => tagName === 'form');
}

function isCalled(element: Element, name: string): boolean {
  return attribute(element, 'id') === name || attribute(element, 'name') === name;
}

/** One part of a selector, e.g. `form#login[name=x]`; what leads up to it by ancestors is not looked at. */
function matches(element: Element, selector: string): boolean {
  const parts = selector.match(/[#.]?[\w-]+|\[[^\]]+\]/g) ?? [];
  return parts.every((part) => {
    if (part.startsWith('#')) return attribute(element, 'id') === part.slice(1);
    if (part.startsWith('.')) {
      return (attribute(element, 'class') ?? '').split(/\s+/).includes(part.slice(1));
    }
    if (!part.startsWith('[')) return element.tagName === part.toLowerCase();
    const [name = '', value] = part.slice(1, -1).split('=');
    const own = attribute(element, name.trim().toLowerCase());
    return own !== undefined && (value === undefined || own === value.replace(/['"]/g, '').trim());
  });
}

const bySelector: Find = (page, selector) => {
  const last =
    selector
      .trim()
      .split(/[\s>]+/)
      .at(-1) ?? '';
  return last === '' ? undefined : page.elements.find((element) => matches(element, last));
};
const byId: Find = ({ elements }, id) => elements.find((one) => attribute(one, 'id') === id);
const byName: Find = ({ elements }, name) =>
  elements.find((one) => attribute(one, 'name') === name);
const formByNumber: Find = (page, number) => forms(page)[Number(number)];
const formByName: Find = (page, name) => forms(page).find((form) => isCalled(form, name));

/** How scripts name an element, and how it is found; the last that fits an expression counts. */
const LOCATORS: readonly (readonly [pattern: RegExp, find: Find])[] = [
  [/\bforms\s*\[\s*(\d+)\s*\]/, formByNumber],
  [/\bforms\s*\[\s*['"]([^'"]+)['"]\s*\]/, formByName],
  [/\bforms\s*\.\s*(?!item\b|namedItem\b)([\w$]+)/, formByName],
  [/\bforms\s*\.\s*item\s*\(\s*(\d+)\s*\)/, formByNumber],
  [/\bforms\s*\.\s*namedItem\s*\(\s*['"]([^'"]+)['"]\s*\)/, formByName],
  [/\bgetElementById\s*\(\s*['"]([^'"]+)['"]\s*\)/, byId],
  [/\bgetElementsByName\s*\(\s*['"]([^'"]+)['"]\s*\)/, byName],
  [/\bgetElementsByTagName\s*\(\s*['"]form['"]\s*\)\s*\[\s*(\d+)\s*\]/, formByNumber],
  [/\bquerySelector(?:All)?\s*\(\s*(?:"([^"]+)"|'([^']+)')\s*\)/, bySelector],
  [/(?:\$|\bjQuery)\s*\(\s*(?:"([^"]+)"|'([^']+)')\s*\)/, bySelector],
  [/\bdocument\s*\.\s*([\w$]+)$/, formByName],
  [/\bdocument\s*\[\s*['"]([^'"]+)['"]\s*\]$/, formByName],
  [/^(?:window\s*\.\s*)?([\w$]+)$/, (page, name) => formByName(page, name) ?? byId(page, name)],
];

/** What a variable was set to, as far as the script says it in one place. */
function meaning(variable: string, code: string): string | undefined {
  const name = variable.replace(/\$/g, '\\$');
  return new RegExp(`(?<![\\w$.])${name}\\s*=(?!=)\\s*([^;\\n]+)`).exec(code)?.[1]?.trim();
}

/**
 * The element that an expression names, or `undefined`.
 *
 * @param expression - e.g. `document.forms[0]`, or a variable
 * @param code - the script, where variables get their values
 * @param page - where the element is
 */
export function findElement(expression: string, code: string, page: Page): Element | undefined {
  const text = expression.trim();
  const value = /^[\w$]+$/.test(text) ? meaning(text, code) : undefined;
  const named = value ?? text;
  for (const [pattern, find] of LOCATORS) {
    const found = pattern.exec(named);
    const name = found?.[1] ?? found?.[2];
    if (name !== undefined) return find(page, name);
  }
  return undefined;
}
