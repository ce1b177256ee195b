/** Floor 5: which form a page's own script submits, and with which button. */
import { attribute, elementsIn, textOf, type Element, type Page } from './elements.js';
import { findElement } from './find-element.js';
import { controlsOf, submits } from './form-data.js';
import { loadTime } from './load-time.js';
import { maskScript } from './mask-script.js';

/** A form that is submitted, and by which button. */
export interface SelfSubmission {
  readonly form: Element;
  readonly submitter: Element | undefined;
}

/** A call in a script: what it is called on, and how. */
interface Call {
  readonly on: string;
  readonly method: string;
  readonly code: string;
}

const CALL =
  /((?:[\w$]+|\$?\([^()]*\))(?:\s*\??\.\s*[\w$]+|\s*\[[^\]]*\]|\s*\([^()]*\))*?)\s*\??\.\s*(submit|requestSubmit|click)\s*\(/g;
const DETACHED =
  /\bprototype\s*\.\s*(submit|requestSubmit)\s*\.\s*(?:call|apply)\s*\(\s*([^;]+?)\s*\)\s*(?:;|\n|$|\})/g;
const JAVASCRIPT = /^(?:|module|(?:text|application)\/(?:x-)?(?:javascript|ecmascript))$/i;

function scriptsOf(page: Page): string[] {
  return page.elements
    .filter(
      (element) =>
        element.tagName === 'script' && JAVASCRIPT.test((attribute(element, 'type') ?? '').trim()),
    )
    .map(textOf);
}

function onloadOf({ elements }: Page): string {
  const body = elements.find(({ tagName }) => tagName === 'body');
  return body === undefined ? '' : (attribute(body, 'onload') ?? '');
}

/** All calls in a script that happen while the page loads. */
function callsIn(code: string, onload: string): Call[] {
  const atLoad = loadTime(code, onload);
  const masked = maskScript(code);
  const attached = [...code.matchAll(CALL)].map(({ index, 1: on = '', 2: method = '' }) => ({
    index,
    on,
    method,
  }));
  const detached = [...code.matchAll(DETACHED)].map(({ index, 1: method = '', 2: on = '' }) => ({
    index,
    on,
    method: `detached ${method}`,
  }));
  return (
    [...attached, ...detached]
      // What stands in a string or a comment is not called.
      .filter(({ index }) => masked.charAt(index) === code.charAt(index) && atLoad(index))
      .map(({ on, method }) => ({ on, method, code }))
  );
}

function formOf(control: Element, page: Page): Element | undefined {
  return page.elements.find(
    (form) => form.tagName === 'form' && controlsOf(form, page).includes(control),
  );
}

/** A control named "submit" takes the place of the form's method: the script fails (HTML 4.10.3, named properties). */
function isShadowed(form: Element, page: Page): boolean {
  return [...controlsOf(form, page), ...elementsIn(form)].some(
    (control) => attribute(control, 'name') === 'submit' || attribute(control, 'id') === 'submit',
  );
}

function resolve({ on, method, code }: Call, page: Page): SelfSubmission | undefined {
  const element = findElement(on, code, page);
  if (method === 'click') {
    const form = element !== undefined && submits(element) ? formOf(element, page) : undefined;
    return form === undefined ? undefined : { form, submitter: element };
  }
  const forms = page.elements.filter(({ tagName }) => tagName === 'form');
  const only = forms.length === 1 ? forms[0] : undefined;
  const named = element?.tagName === 'form' ? element : element && formOf(element, page);
  const form = named ?? only;
  if (form === undefined || (method === 'submit' && isShadowed(form, page))) return undefined;
  return { form, submitter: undefined };
}

/**
 * The form that the page's scripts or its `onload` submit while it loads, or `undefined` when none is.
 *
 * @param page - the parsed page
 */
export function selfSubmission(page: Page): SelfSubmission | undefined {
  const onload = onloadOf(page);
  // The variables of `onload` are set by the scripts.
  const scripts = scriptsOf(page);
  const calls = [...scripts, onload].flatMap((code) => callsIn(code, onload));
  for (const call of calls) {
    const found = resolve({ ...call, code: [...scripts, call.code].join('\n') }, page);
    if (found !== undefined) return found;
  }
  return undefined;
}
