/** Floor 7: judges the page that stays in the browser. */
import { visibleText } from '../visible-text.js';
import type { Check, Judge } from './check.js';
import { compared } from './check.js';

/** Longest piece of a page that a report quotes. */
const QUOTED = 160;

/** `page`: HTTP status, the vendor's code, a text on it. */
export const judgePage: Judge<'page'> = (expected, { page, code }) => {
  if (page === undefined) {
    const leaves = Object.entries(expected);
    return leaves.map(([key, value]) =>
      compared(['page', key], false, { expected: value, observed: null }, 'no page was shown'),
    );
  }
  const { status, contains } = expected;
  const text = visibleText(page.html);
  const checks: Check[] = [];
  if (status !== undefined) {
    const values = { expected: status, observed: page.status };
    checks.push(compared(['page', 'status'], status === page.status, values));
  }
  if (expected.code !== undefined) {
    const holds = code === undefined ? page.html.includes(expected.code) : code === expected.code;
    const observed = code ?? text.slice(0, QUOTED);
    checks.push(compared(['page', 'code'], holds, { expected: expected.code, observed }));
  }
  if (contains !== undefined) {
    const holds = text.includes(contains) || page.html.includes(contains);
    const values = { expected: contains, observed: text.slice(0, QUOTED) };
    checks.push(compared(['page', 'contains'], holds, values));
  }
  return checks;
};
