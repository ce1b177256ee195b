/** Floor 9: the page that stays in the browser, as much of it as helps. */
import { printable } from '../../report/printable.js';
import { visibleText } from '../../run/visible-text.js';
import type { Login } from '../login-result.js';

const WIDTH = 100;
const MOST_LINES = 4;

const HEAD = /<head\b[\s\S]*?<\/head\s*>/i;

/** Words in lines of a terminal. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > WIDTH && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
    if (lines.length > MOST_LINES) break;
  }
  lines.push(line);
  const kept = lines.slice(0, MOST_LINES).map((one) => one.slice(0, 2 * WIDTH));
  return lines.length > MOST_LINES ? [...kept, '…'] : kept;
}

/** Status, URL without its query, and the first lines that a person sees. */
export function pageLines({ page, outcome }: Login): string[] {
  if (page === undefined) return [];
  const { origin, pathname, search } = new URL(page.url);
  const who = outcome === 'refused-by-idp' ? "The IdP's page" : 'The last page';
  const url = `${origin}${pathname}${search === '' ? '' : '?…'}`;
  const html = /html/i.test(page.contentType) || /^\s*<(?:!doctype|html)\b/i.test(page.body);
  const text = html ? visibleText(page.body.replace(HEAD, '')) : page.body.trim();
  const heading = `${who}: ${page.status} ${url}`;
  return [heading, ...(text === '' ? ['(empty)'] : wrapped(text)).map((line) => `  ${line}`)].map(
    printable,
  );
}
