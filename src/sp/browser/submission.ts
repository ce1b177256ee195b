/** Floor 5: the request that submitting a form makes (HTML 4.10.21.3, "form submission algorithm"). */
import { attribute, type Element, type Page } from './elements.js';
import type { Entry } from './form-data.js';
import type { EncodedBody, Navigation } from './navigation.js';
import { resolveUrl } from './resolve-url.js';

/** Separates the parts; a browser's would be random, but nothing here depends on that. */
const BOUNDARY = '----StandinFormBoundary7MA4YWxkTrZu0gW';

/** HTML 4.10.21.8: what may not stand in a part's header. */
function quoted(name: string): string {
  return name.replace(/\r\n?|\n/g, '%0D%0A').replace(/"/g, '%22');
}

function multipart(entries: readonly Entry[]): string {
  const parts = entries.map(
    ([name, value]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

/** The body, where plain fields would not say it: another encoding, or several values of one name. */
function bodyOf(entries: readonly Entry[], enctype: string): EncodedBody | undefined {
  if (enctype === 'multipart/form-data') {
    return { type: `multipart/form-data; boundary=${BOUNDARY}`, content: multipart(entries) };
  }
  if (enctype === 'text/plain') {
    const lines = entries.map(([name, value]) => `${name}=${value}\r\n`);
    return { type: enctype, content: lines.join('') };
  }
  const names = new Set(entries.map(([name]) => name));
  if (names.size === entries.length) return undefined;
  return {
    type: 'application/x-www-form-urlencoded',
    content: new URLSearchParams(entries.map(([name, value]) => [name, value])).toString(),
  };
}

/** `formaction` and the like of the button go before the form's own. */
function setting(name: string, form: Element, submitter: Element | undefined): string | undefined {
  const own = submitter === undefined ? undefined : attribute(submitter, `form${name}`);
  return own ?? attribute(form, name);
}

/**
 * The request of a form with its entries.
 *
 * @param form - the form element, with the button that submits it
 * @param entries - what is sent
 * @param page - where it stands; it starts the request
 */
export function submission(
  { form, submitter }: { readonly form: Element; readonly submitter: Element | undefined },
  entries: readonly Entry[],
  page: Page,
): Navigation {
  const action = setting('action', form, submitter) ?? '';
  // An empty action means the page itself, whatever its base is (HTML 4.10.21.3, step 13).
  const url = action === '' ? new URL(page.url) : resolveUrl(action, page.base);
  const pairs = entries.map(([name, value]): [string, string] => [name, value]);
  if (setting('method', form, submitter)?.toLowerCase() !== 'post') {
    url.search = new URLSearchParams(pairs).toString();
    return { method: 'GET', url, form: {}, initiator: page.url };
  }
  const enctype = setting('enctype', form, submitter)?.toLowerCase() ?? '';
  const body = bodyOf(entries, enctype);
  const fields = Object.fromEntries(pairs);
  return {
    method: 'POST',
    url,
    form: fields,
    ...(body === undefined ? {} : { body }),
    initiator: page.url,
  };
}
