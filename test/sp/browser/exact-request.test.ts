/** Requests to the byte, in a browser; the pages that post by themselves are the measure. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../src/sp/browser/browser.js';
import type { Carrier } from '../../../src/sp/carrier/carrier.js';
import { loopbackCarrier } from '../../../src/sp/carrier/loopback.js';
import type { Browser, Route } from '../../../src/sp/target.js';

const SP = 'https://sp.example';
const IDP = 'https://idp.other';
const PAGE = `${IDP}/app/sso?x=1`;

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const open: { server: Server; carrier: Carrier }[] = [];
afterEach(async () => {
  for (const { server, carrier } of open.splice(0)) {
    await carrier.close();
    server.close();
    server.closeAllConnections();
  }
});

async function visitOf(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString('latin1') };
}

/** The SP, and what it saw. */
async function site(
  answers: Readonly<Record<string, Answer>> = {},
  told: { readonly routes?: readonly Route[]; readonly headers?: Record<string, string> } = {},
): Promise<{ browser: Browser; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(
    (request, response) =>
      void visitOf(request).then((visit) => {
        seen.push(visit);
        const answer = answers[visit.url.split('?')[0] ?? ''] ?? {};
        const headers = { 'content-type': 'text/html', ...answer.headers };
        response.writeHead(answer.status ?? 200, headers).end(answer.body ?? '');
      }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const carrier = loopbackCarrier({ port: (server.address() as AddressInfo).port });
  open.push({ server, carrier });
  const carrierFor = (url: URL): Carrier | undefined => (url.origin === SP ? carrier : undefined);
  return { browser: openBrowser({ carrierFor, routes: [], ...told }), seen };
}

const FORM = 'application/x-www-form-urlencoded';

describe('a request from the page of the IdP', () => {
  it.each(['post', 'get'])('is the one that the page itself sends by %s', async (method) => {
    const html = `<form method="${method}" action="${SP}/acs"><input type="hidden" name="a" value="1 +"></form><script>document.forms[0].submit()</script>`;
    const routes: Route[] = [
      {
        prefix: `${IDP}/`,
        handle: () => ({ status: 200, headers: { 'content-type': 'text/html' }, html }),
      },
    ];
    const { browser, seen } = await site({}, { routes });
    const arrived = await browser.get(PAGE);
    const sent =
      method === 'get'
        ? await browser.send({ method: 'GET', url: `${SP}/acs?a=1+%2B`, initiator: PAGE })
        : await browser.send({
            method: 'POST',
            url: `${SP}/acs`,
            headers: { 'Content-Type': FORM },
            body: 'a=1+%2B',
            initiator: PAGE,
          });
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[1]?.headers).toMatchObject({
      referer: `${IDP}/`,
      'sec-fetch-site': 'cross-site',
      ...(method === 'post' ? { origin: IDP } : {}),
    });
    expect(sent).toEqual(arrived);
  });

  it('is from nowhere when nobody says from where', async () => {
    const { browser, seen } = await site();
    await browser.send({ method: 'POST', url: `${SP}/acs`, body: 'a=1' });
    await browser.post(`${SP}/acs`, { a: '1' });
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.headers['origin']).toBe('null');
  });

  it('has the cookies that a cross-site POST has, and keeps what is set', async () => {
    const cookies = ['lax=1; SameSite=Lax', 'none=1; SameSite=None; Secure'];
    const { browser, seen } = await site({
      '/set': { headers: { 'set-cookie': cookies[0] ?? '' } },
      '/acs': { headers: { 'set-cookie': cookies[1] ?? '' } },
    });
    await browser.get(`${SP}/set`);
    const request = { method: 'POST', url: `${SP}/acs`, body: '', initiator: PAGE } as const;
    await browser.send(request);
    await browser.send(request);
    await browser.get(`${SP}/`);
    expect(seen.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      undefined,
      'none=1',
      'lax=1; none=1',
    ]);
  });
});

describe('to the byte', () => {
  it('are the URL and the body', async () => {
    const { browser, seen } = await site();
    const body = Buffer.from('%53AMLResponse=\u00c0\u00af&a[]=+', 'latin1');
    const url = `${SP}/acs?%53AMLResponse=%C0%AF&a[]=b%20c+d`;
    const hop = await browser.send({ method: 'POST', url, body });
    expect(seen[0]).toMatchObject({
      url: '/acs?%53AMLResponse=%C0%AF&a[]=b%20c+d',
      body: body.toString('latin1'),
      headers: { 'content-length': String(body.length), 'content-type': FORM },
    });
    expect(hop.form).toEqual({ SAMLResponse: '\ufffd\ufffd', 'a[]': ' ' });
  });

  it('are the headers, once', async () => {
    const redirect = { status: 307, headers: { location: '/next' } };
    const { browser, seen } = await site({ '/acs': redirect }, { headers: { 'x-gate': 'open' } });
    const headers = { Host: 'evil.test', 'X-Forwarded-Host': 'evil.test', 'content-type': 'x/y' };
    const hop = await browser.send({ method: 'POST', url: `${SP}/acs`, headers, body: 'b' });
    const [first, second] = seen;
    expect(first?.headers).toMatchObject({
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
      'content-type': 'x/y',
      'x-gate': 'open',
    });
    // A redirect repeats the body, but nobody forges its headers any more.
    expect(second).toMatchObject({ method: 'POST', url: '/next', body: 'b' });
    expect(second?.headers).toMatchObject({
      host: 'sp.example',
      'x-forwarded-host': 'sp.example',
      'content-type': 'x/y',
      'x-gate': 'open',
    });
    expect(hop.url).toBe(`${SP}/next`);
    expect(browser.hops).toHaveLength(2);
  });
});

describe('what is kept of the fields', () => {
  const multipart = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';

  it.each([
    [FORM, 'a=1&a=2&b=%2B', { a: '2', b: '+' }],
    [`${FORM}; charset=utf-8`, 'a=1', { a: '1' }],
    ['multipart/form-data; boundary=b', multipart, { a: '1' }],
    ['multipart/form-data; boundary=c', multipart, {}],
    ['application/json', '{"a":"1"}', {}],
    [FORM, `a=${'x'.repeat(1024 * 1024)}`, {}],
  ])('of %s', async (type, body, form) => {
    const { browser } = await site();
    const headers = { 'content-type': type };
    expect(await browser.send({ method: 'POST', url: `${SP}/`, headers, body })).toMatchObject({
      form,
    });
  });

  it('is nothing of a GET', async () => {
    const { browser } = await site();
    expect(await browser.send({ method: 'GET', url: `${SP}/?a=1` })).not.toHaveProperty('form');
  });
});

it('goes on where the answer leads, and submits what submits itself', async () => {
  const html = `<form method="post" action="/end"><input type="hidden" name="b" value="2"></form><script>document.forms[0].submit()</script>`;
  const { browser, seen } = await site({
    '/acs': { status: 302, headers: { location: '/page' } },
    '/page': { body: html },
    '/end': { body: 'end' },
  });
  const hop = await browser.send({ method: 'POST', url: `${SP}/acs`, body: 'a=1' });
  expect(hop.body).toBe('end');
  expect(seen.map(({ method, url, body }) => `${method} ${url} ${body}`.trim())).toEqual([
    'POST /acs a=1',
    'GET /page',
    'POST /end b=2',
  ]);
});

it.each([
  { method: 'POST', url: 'https://elsewhere.example/acs', body: 'a' },
  { method: 'GET', url: 'http://sp.example/acs' },
  { method: 'GET', url: 'no address' },
  { method: 'GET', url: `${SP}/`, initiator: 'no address' },
] as const)('sends nothing elsewhere: $url', async (request) => {
  const { browser, seen } = await site();
  await expect(browser.send(request)).rejects.toMatchObject({ code: 'target-undrivable' });
  expect(seen).toEqual([]);
});

it('is a Host header of the app, never another place', async () => {
  const { browser, seen } = await site();
  const headers = { host: 'elsewhere.example' };
  await expect(
    browser.send({
      method: 'GET',
      url: 'https://elsewhere.example/',
      headers: { host: 'sp.example' },
    }),
  ).rejects.toMatchObject({ code: 'target-undrivable' });
  await browser.send({ method: 'GET', url: `${SP}/`, headers });
  expect(seen.map(({ headers: { host } }) => host)).toEqual(['elsewhere.example']);
});
