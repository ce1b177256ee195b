/** Test tool: a browser without scripts that walks the server's pages. */
import { deflateRawSync } from 'node:zlib';
import type { ChildNode, Element } from 'domhandler';
import { selectAll } from 'css-select';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { readPage, type PageReader } from '../../report/html/page-reader.js';
import type { TestServer } from '../open-server.js';

/** An answer, read whole. */
export interface Visited {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly page: PageReader;
  /** The controls that a browser would send for a form, without its buttons (HTML 4.10.21.4). */
  form(selector: string): URLSearchParams;
}

type Fields = Readonly<Record<string, string>> | URLSearchParams;

export interface Visitor {
  readonly cookie: string;
  get(path: string): Promise<Visited>;
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Visited>;
}

function elements(html: string, selector: string): readonly Element[] {
  const document = parse(html, { treeAdapter: adapter });
  return selectAll<ChildNode, Element>(selector, document.children);
}

function textOf(node: ChildNode): string {
  if ('data' in node) return node.data;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function valueOf(control: Element): string | undefined {
  const { type = 'text', value } = control.attribs;
  if (control.name === 'textarea') return textOf(control);
  if (control.name === 'select') {
    const options = selectAll<ChildNode, Element>('option', control.children);
    const chosen = options.find(({ attribs }) => 'selected' in attribs) ?? options[0];
    return chosen?.attribs['value'] ?? '';
  }
  const unchecked = ['checkbox', 'radio'].includes(type) && !('checked' in control.attribs);
  return unchecked ? undefined : (value ?? '');
}

function formFields(html: string, selector: string): URLSearchParams {
  const sent = new URLSearchParams();
  for (const control of elements(html, `${selector} :is(input, textarea, select)`)) {
    const value = valueOf(control);
    const { name } = control.attribs;
    if (name !== undefined && value !== undefined)
      sent.append(name, value.replaceAll('\n', '\r\n'));
  }
  return sent;
}

export function visitor(origin: string): Visitor {
  const kept = { cookie: '' };
  const ask = async (path: string, init: RequestInit): Promise<Visited> => {
    const url = new URL(path, origin);
    const headers = { ...(init.headers as Record<string, string>), cookie: kept.cookie };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) kept.cookie = set.split(';')[0] ?? '';
    const html = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      html,
      page: readPage(html),
      form: (selector) => formFields(html, selector),
    };
  };
  return {
    get cookie() {
      return kept.cookie;
    },
    get: (path) => ask(path, {}),
    post: (path, fields, headers = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}

/** An AuthnRequest of an SP, by redirect. */
export function redirectQuery(
  sp: { readonly entityId: string; readonly acsUrl: string },
  {
    attributes = '',
    inside = '',
    more = '',
  }: { readonly attributes?: string; readonly inside?: string; readonly more?: string } = {},
): string {
  const xml =
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ` +
    `xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_asked" Version="2.0" ` +
    `IssueInstant="2026-03-02T09:00:00Z" AssertionConsumerServiceURL="${sp.acsUrl}" ${attributes}>` +
    `<saml:Issuer>${sp.entityId}</saml:Issuer>${inside}</samlp:AuthnRequest>`;
  return `?SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}${more}`;
}

/** Comes to the page for signing in, by an AuthnRequest or (without a query) by the tile. @returns the page's path */
export async function arrive(
  { state }: TestServer,
  guest: Visitor,
  { tenant = 'okta-acme', app = 'app', query }: { tenant?: string; app?: string; query?: string },
): Promise<string> {
  const places = state.tenants.get(tenant)?.apps.get(app)?.places;
  if (places === undefined) throw new Error(`no ${app} at ${tenant}`);
  const asked = await guest.get(query === undefined ? places.launch : places.sso + query);
  const location = asked.headers.get('location');
  if (location === null) throw new Error(`not asked who it is: ${asked.status} ${asked.html}`);
  return location;
}

/** The Response that a page posts, decoded; `undefined` when it posts none. */
export function sentBy({ page }: Visited): string | undefined {
  const [value] = page.values('input[name="SAMLResponse"]', 'value');
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
}
