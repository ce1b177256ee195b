/** Floor 5: what a form would send (HTML 4.10.21.4, "constructing the entry list"). */
import { attribute, elementsIn, textOf, type Element, type Page } from './elements.js';

/** A name and its value. */
export type Entry = readonly [name: string, value: string];

const CONTROLS: ReadonlySet<string> = new Set(['input', 'textarea', 'select', 'button']);
const BUTTONS: ReadonlySet<string> = new Set(['submit', 'button', 'image', 'reset']);

/** What kind of control it is: `textarea`, `select`, or the type of an input or button. */
function kindOf(control: Element): string {
  const type = attribute(control, 'type')?.toLowerCase();
  if (control.tagName === 'button') return type === 'reset' || type === 'button' ? type : 'submit';
  return control.tagName === 'input' ? (type ?? 'text') : control.tagName;
}

/** Whether it is a button that submits. */
export function submits(control: Element): boolean {
  return CONTROLS.has(control.tagName) && ['submit', 'image'].includes(kindOf(control));
}

/** Whether a person would see and could change it. */
export function isForPeople(control: Element): boolean {
  const kind = kindOf(control);
  return kind !== 'hidden' && !BUTTONS.has(kind);
}

/** The controls of a form: those inside, and those that name it by `form=`. */
export function controlsOf(form: Element, { elements }: Page): Element[] {
  const inside = new Set(elementsIn(form));
  const id = attribute(form, 'id');
  return elements.filter((element) => {
    if (!CONTROLS.has(element.tagName)) return false;
    const owner = attribute(element, 'form');
    return owner === undefined ? inside.has(element) : owner !== '' && owner === id;
  });
}

function optionValue(option: Element): string {
  return attribute(option, 'value') ?? textOf(option).trim().replace(/\s+/g, ' ');
}

/** HTML 4.10.7: the chosen options; a drop-down without any has its first that is not disabled. */
function chosen(select: Element): string[] {
  const options = [...elementsIn(select)].filter(({ tagName }) => tagName === 'option');
  const enabled = options.filter((option) => attribute(option, 'disabled') === undefined);
  const selected = enabled.filter((option) => attribute(option, 'selected') !== undefined);
  if (attribute(select, 'multiple') !== undefined) return selected.map(optionValue);
  const [one] = [selected.at(-1), enabled[0]].filter((option) => option !== undefined);
  return one === undefined ? [] : [optionValue(one)];
}

function valuesOf(control: Element): readonly string[] {
  const kind = kindOf(control);
  if (kind === 'select') return chosen(control);
  if (kind === 'textarea') return [textOf(control).replace(/\r\n?|\n/g, '\r\n')];
  const value = attribute(control, 'value');
  if (kind !== 'checkbox' && kind !== 'radio') return [value ?? ''];
  return attribute(control, 'checked') === undefined ? [] : [value ?? 'on'];
}

function isDisabled(control: Element): boolean {
  if (attribute(control, 'disabled') !== undefined) return true;
  for (
    let above = control.parentNode;
    above !== null && 'tagName' in above;
    above = above.parentNode
  ) {
    if (above.tagName === 'fieldset' && attribute(above, 'disabled') !== undefined) return true;
  }
  return false;
}

function entriesOf(control: Element, submitter: Element | undefined): Entry[] {
  const kind = kindOf(control);
  if (isDisabled(control) || (BUTTONS.has(kind) && control !== submitter)) return [];
  const name = attribute(control, 'name');
  if (kind === 'image') {
    const prefix = name === undefined || name === '' ? '' : `${name}.`;
    return [
      [`${prefix}x`, '0'],
      [`${prefix}y`, '0'],
    ];
  }
  if (name === undefined || name === '') return [];
  if (name === '_charset_' && kind === 'hidden') return [[name, 'UTF-8']];
  return valuesOf(control).map((value) => [name, value] as const);
}

/**
 * The entries of a form in tree order.
 *
 * @param form - the form element
 * @param page - where it stands
 * @param submitter - the button that submits it, if one does
 * @param values - what a person filled in, instead of what the page has
 */
export function formEntries(
  form: Element,
  page: Page,
  submitter: Element | undefined,
  values: ReadonlyMap<Element, string> = new Map(),
): Entry[] {
  return controlsOf(form, page).flatMap((control): Entry[] => {
    const value = values.get(control);
    const name = attribute(control, 'name');
    if (value === undefined) return entriesOf(control, submitter);
    return name === undefined || name === '' ? [] : [[name, value]];
  });
}
