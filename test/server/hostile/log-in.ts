/** A browser that logs in at the server, and the form that it would send to the SP. */
import { parse } from 'parse5';
import type { TestServer } from '../open-server.js';
import { elementsOf } from './judge-page.js';

/** The form of a page that sends a message. */
export interface SentForm {
  readonly action: string;
  /** By name, in order. */
  readonly fields: readonly (readonly [string, string])[];
}

/** The page's form with the message; absent: the page has none. */
export function messageForm(html: string): SentForm | undefined {
  const elements = [...elementsOf(parse(html))];
  const attribute = (element: (typeof elements)[number], name: string): string =>
    element.attrs.find((each) => each.name === name)?.value ?? '';
  const inputs = elements.filter(({ tagName }) => tagName === 'input');
  const fields = inputs.map((input): readonly [string, string] => [
    attribute(input, 'name'),
    attribute(input, 'value'),
  ]);
  const form = elements.find(({ tagName }) => tagName === 'form');
  if (form === undefined || !fields.some(([name]) => name === 'SAMLResponse')) return undefined;
  return { action: attribute(form, 'action'), fields };
}

/** Chooses a person at the page that an SSO URL led to, and returns what is shown next. */
export async function chooseUser(
  { origin }: TestServer,
  asked: Response,
  user = 'ada',
): Promise<Response> {
  const location = asked.headers.get('location');
  if (asked.status !== 303 || location === null) throw new Error(`not asked: ${asked.status}`);
  const cookie = (asked.headers.get('set-cookie') ?? '').replace(/;.*/s, '');
  return fetch(new URL(location, origin), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams({ user }),
  });
}
