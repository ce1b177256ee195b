/** Test tool: somebody with a browser without script at a test server. */
import { deflateRawSync } from 'node:zlib';
import type { ServedApp } from '../../../src/server/state/tenant-state.js';
import { readPage, type PageReader } from '../../report/html/page-reader.js';

export interface Visited {
  readonly status: number;
  /** Path and query of the page that was shown at last. */
  readonly at: string;
  readonly html: string;
  readonly page: PageReader;
  readonly headers: Headers;
}

export type Fields = readonly (readonly [name: string, value: string])[];

export interface Visitor {
  get(path: string): Promise<Visited>;
  /** Sends a form and follows where it leads. */
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Visited>;
  /** Begins at the SP, or by the tile, and chooses somebody. */
  logIn(app: ServedApp, user: string, start?: 'sp' | 'idp'): Promise<Visited>;
}

function requestUrl({ places, sp }: ServedApp): string {
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="2026-03-02T09:00:00Z" Destination="${places.sso}" AssertionConsumerServiceURL="${sp.facts.acsUrl}"><saml:Issuer>${sp.facts.entityId}</saml:Issuer></samlp:AuthnRequest>`;
  const url = new URL(places.sso);
  url.searchParams.set('SAMLRequest', deflateRawSync(xml).toString('base64'));
  return url.href;
}

/** Opens one, without cookies: every login is a new browser's. */
export function visitor(origin: string): Visitor {
  const show = async (url: string, init: RequestInit = {}): Promise<Visited> => {
    const answered = await fetch(new URL(url, origin), init);
    const html = await answered.text();
    const at = answered.url.slice(origin.length);
    const { status, headers } = answered;
    return { status, at, html, page: readPage(html), headers };
  };
  return {
    get: (path) => show(path),
    post: (path, fields, headers = {}) =>
      show(path, {
        method: 'POST',
        headers,
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
      }),
    async logIn(app, user, start = 'sp') {
      const first = start === 'idp' ? app.places.launch : requestUrl(app);
      const door = await fetch(first, { redirect: 'manual' });
      const cookie = door.headers.get('set-cookie')?.split(';')[0] ?? '';
      const login = new URL(door.headers.get('location') ?? '', origin).href;
      return show(login, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ user }),
      });
    },
  };
}
