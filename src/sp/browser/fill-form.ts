/** Floor 5: fills in a page's form as a person would, e.g. the page that asks for the e-mail address. */
import { TargetError } from '../../base/errors.js';
import { suggest } from '../../base/suggest.js';
import { attribute, readPage, type Element, type Page } from './elements.js';
import { controlsOf, formEntries, isForPeople, submits } from './form-data.js';
import type { Navigation } from './navigation.js';
import { submission } from './submission.js';

function isNamed(control: Element, name: string): boolean {
  return attribute(control, 'name') === name || attribute(control, 'id') === name;
}

function fieldNames(page: Page): string[] {
  const forms = page.elements.filter(({ tagName }) => tagName === 'form');
  return forms
    .flatMap((form) => controlsOf(form, page))
    .filter(isForPeople)
    .flatMap((control) => attribute(control, 'name') ?? attribute(control, 'id') ?? []);
}

function refuse(page: Page, wanted: readonly string[]): never {
  const names = fieldNames(page);
  const missing = wanted.find((name) => !names.includes(name)) ?? wanted.join(', ');
  const near = suggest(missing, names);
  const there = names.length === 0 ? 'no field to fill in' : `the fields ${names.join(', ')}`;
  throw new TargetError(
    'target-undrivable',
    `The page ${page.url.href.slice(0, 200)} has no form with "${missing}"; it has ${there}.`,
    {
      fix: `${near === undefined ? '' : `Did you mean "${near}"? `}Name the fields of \`start.form\` as the page does, by name or id.`,
    },
  );
}

/**
 * The request of a page's form with these values: the first form that has all of the fields. Everything else goes as
 * the page has it: CSRF tokens, defaults, and the first button that submits.
 *
 * @param html - the page
 * @param url - its URL
 * @param values - by name or id of the field
 * @throws TargetError `target-undrivable` when no form has these fields, with those there are
 * @example
 * fillForm('<form method="post" action="/go"><input name="email"></form>', new URL('https://sp.example/'), {
 *   email: 'ada@acme.example',
 * }).form; // { email: 'ada@acme.example' }
 */
export function fillForm(
  html: string,
  url: URL,
  values: Readonly<Record<string, string>>,
): Navigation {
  const page = readPage(html, url);
  const wanted = Object.keys(values);
  for (const form of page.elements.filter(({ tagName }) => tagName === 'form')) {
    const controls = controlsOf(form, page);
    const filled = new Map<Element, string>();
    for (const name of wanted) {
      const control = controls.find((candidate) => isNamed(candidate, name));
      if (control !== undefined) filled.set(control, values[name] ?? '');
    }
    if (filled.size < wanted.length) continue;
    const submitter = controls.find(submits);
    return submission({ form, submitter }, formEntries(form, page, submitter, filled), page);
  }
  return refuse(page, wanted);
}
