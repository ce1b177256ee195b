import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { holdPort, listenerOf } from '../../../src/server/listen.js';
import { ALL_VENDORS, appOf, authnRequest, send, serverForFile } from './hostile-server.js';
import { expectClearPage } from './judge-page.js';
import { chooseUser } from './log-in.js';
import { exchange, requestText, statusOf } from './raw-exchange.js';

const server = serverForFile();

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function expectPage(answered: Response, status: number): Promise<void> {
  expect(answered.status).toBe(status);
  expectClearPage(await answered.text());
}

/** The server is as it was: somebody who comes is asked who it is. */
async function expectAlive(): Promise<void> {
  const asked = await send(appOf(server(), 'okta').places.sso, 'post', authnRequest());
  expect(asked.status).toBe(303);
}

it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('does not know %s', async (method) => {
  for (const vendor of ALL_VENDORS) {
    const answered = await fetch(appOf(server(), vendor).places.sso, { method });
    expect(answered.headers.get('allow')).toContain('POST');
    await expectPage(answered, 405);
  }
});

it('answers a method of its own making, CONNECT and TRACE without harm', async () => {
  for (const line of ['BREW / HTTP/1.1', 'TRACE / HTTP/1.1', 'CONNECT localhost:1 HTTP/1.1']) {
    const said = await exchange(server().origin, requestText(line, ['Host: localhost']));
    expect(statusOf(said)).toBeLessThan(500);
    expect(said).not.toContain('TRACE /');
  }
  await expectAlive();
});

it('answers HEAD as GET, without the page', async () => {
  const { launch, metadata } = appOf(server(), 'okta').places;
  for (const url of [launch, metadata]) {
    const answered = await fetch(url, { method: 'HEAD', redirect: 'manual' });
    expect([200, 303]).toContain(answered.status);
    expect(await answered.text()).toBe('');
  }
});

it('a method cannot be changed by a header or a field', async () => {
  const { sso } = appOf(server(), 'okta').places;
  const headers = { ...FORM, 'x-http-method-override': 'DELETE' };
  const posted = await fetch(sso, { method: 'POST', headers, body: '_method=DELETE' });
  expect(posted.headers.get('x-standin-refusal')).toBe('request-malformed');
});

it.each([
  '/../../../../etc/passwd',
  '/__standin/../../../../etc/passwd',
  '/__standin/..%2f..%2f..%2fpackage.json',
  '/__standin/%2e%2e/%2e%2e/package.json',
  '/__standin/login/..',
  '/__standin/style.css/../../package.json',
  '/__standin/login.js%00.html',
  '/..\\..\\package.json',
  '/%',
  '/%zz',
  '/__standin/login/%zz',
  '/app/%ff/%fe/sso/saml',
  `/app/${'a/'.repeat(5000)}sso/saml`,
])('finds nothing at %s', async (path) => {
  const said = await exchange(
    server().origin,
    requestText(`GET ${path} HTTP/1.1`, ['Host: localhost']),
  );
  expect([400, 404]).toContain(statusOf(said));
  expect(said).not.toContain('root:');
  expect(said).not.toContain('"version"');
});

it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'prototype'])(
  'a field, parameter or path called %s is one like any other',
  async (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const vendor of ALL_VENDORS) {
      const { sso } = appOf(server(), vendor).places;
      const body = `${name}=x&${name}[SAMLRequest]=x&${name}[polluted]=1&${name}.polluted=1`;
      const answered = await fetch(sso, { method: 'POST', headers: FORM, body });
      expect(answered.headers.get('x-standin-refusal')).toBe('request-malformed');
      expectClearPage(await answered.text());
    }
    const { origin } = server();
    const nowhere = await fetch(`${origin}/${name}/saml2`, { redirect: 'manual' });
    expect(nowhere.headers.get('x-standin-refusal')).toBe('unknown-app');
    expect((await fetch(`${origin}/__standin/login/${name}`)).status).toBe(404);
    expect((await fetch(`${origin}/app/${name}/${name}/sso/saml`)).status).toBe(404);
    const cookie = `${name}=1; standin_browser=${name}`;
    const asked = await fetch(appOf(server(), 'okta').places.launch, {
      redirect: 'manual',
      headers: { cookie },
    });
    expect(asked.status).toBe(303);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  },
);

it.each([
  'standin_browser=id1; standin_browser=id2',
  'standin_browser=',
  'standin_browser',
  '=;;;=',
  `standin_browser=${'x'.repeat(10_000)}`,
  'standin_browser="><x-mark>',
  Array.from({ length: 2000 }, (_, index) => `c${index}=1`).join('; '),
])('a cookie that nobody gave opens no session (%#)', async (cookie) => {
  const { launch } = appOf(server(), 'entra').places;
  const asked = await fetch(launch, { redirect: 'manual', headers: { cookie } });
  expect(asked.status).toBe(303);
  const set = asked.headers.get('set-cookie') ?? '';
  expect(set).toMatch(/^standin_browser=id\d+; Path=\/; HttpOnly; SameSite=Lax$/);
});

it('names no browser by an id that the browser chose', async () => {
  const { launch } = appOf(server(), 'entra').places;
  const headers = { cookie: 'standin_browser=chosen' };
  const asked = await fetch(launch, { redirect: 'manual', headers });
  await (await chooseUser(server(), asked)).text();
  const again = await fetch(launch, { redirect: 'manual', headers });
  expect(again.status).toBe(303);
});

const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:1' },
  { 'sec-fetch-site': 'nonsense' },
];

it.each(FOREIGN)('another site changes nothing: %j', async (headers) => {
  const { launch } = appOf(server(), 'okta').places;
  const asked = await fetch(launch, { redirect: 'manual' });
  const page = new URL(asked.headers.get('location') ?? '', server().origin);
  const body = new URLSearchParams({ user: 'ada' });
  await expectPage(await fetch(page, { method: 'POST', headers, body }), 403);
  const own = { origin: server().origin, 'sec-fetch-site': 'same-origin' };
  const sent = await fetch(page, { method: 'POST', headers: own, body });
  expect(await sent.text()).toContain('name="SAMLResponse"');
});

it('an unknown login, or one that was finished, is a page', async () => {
  const { origin } = server();
  await expectPage(await fetch(`${origin}/__standin/login/nowhere`), 404);
  const body = new URLSearchParams({ user: 'ada' });
  const posted = await fetch(`${origin}/__standin/login/nowhere`, { method: 'POST', body });
  await expectPage(posted, 404);
});

it('bodies of other kinds are no forms', async () => {
  const { sso } = appOf(server(), 'generic').places;
  for (const [type, body] of [
    ['application/json', '{"SAMLRequest":{"__proto__":{"polluted":1}}}'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="SAML'],
    ['text/plain', 'SAMLRequest'],
    ['', '\u0000\uFFFD'],
  ] as const) {
    const answered = await fetch(sso, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answered.headers.get('x-standin-refusal')).toBe('request-malformed');
    expectClearPage(await answered.text());
  }
});

it.each([
  ['garbage', '\u0000\u0001\u0002\r\n\r\n'],
  [
    'TLS where none is spoken',
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  ],
  ['HTTP/0.9', 'GET /\r\n\r\n'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost: localhost\r\nnothing\r\n\r\n'],
  ['a header that is folded', 'GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n'],
  ['a bare CR', 'GET / HTTP/1.1\rHost: localhost\r\r'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nx',
  ],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunks that are none',
    'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ],
  ['a length of minus one', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'],
  ['very long headers', `GET / HTTP/1.1\r\nHost: localhost\r\nA: ${'x'.repeat(70_000)}\r\n\r\n`],
])('%s on the bare connection is answered, and the connection closed', async (_, octets) => {
  const said = await exchange(server().origin, Buffer.from(octets, 'latin1'));
  if (said !== '') {
    expect(statusOf(said)).toBeGreaterThanOrEqual(400);
    expect(statusOf(said)).toBeLessThan(500);
  }
  await expectAlive();
});

it('garbage behind good requests is not answered in their place', async () => {
  const path = new URL(appOf(server(), 'okta').places.launch).pathname;
  const good = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const said = await exchange(server().origin, `${good}${good}\u0000garbage\r\n\r\n`);
  expect(said).toMatch(/^(?:$|HTTP\/1\.1 303)/);
  await expectAlive();
});

it('a body that never ends is not waited for', async () => {
  await using port = await held(100);
  for (const octets of [
    'POST /saml/acme/sso HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nx',
    'POST /saml/acme/sso HTTP/1.1\r\nHost: loc',
  ]) {
    expect(statusOf(await untilClosed(port.origin, octets))).toBe(408);
  }
});

it('a body that is too long is not read to its end', async () => {
  const { sso } = appOf(server(), 'generic').places;
  const head = `POST ${new URL(sso).pathname} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n`;
  const said = await untilClosed(server().origin, head + 'x'.repeat(2 * 1024 * 1024));
  expect(['', '413']).toContain(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? '');
  await expectAlive();
});

/** The same server at another port, where a request must arrive within so many milliseconds. */
async function held(patience: number): Promise<AsyncDisposable & { readonly origin: string }> {
  const port = await holdPort({ port: 0, host: '127.0.0.1', patience });
  port.serve(listenerOf(server().state));
  return { origin: port.origin, [Symbol.asyncDispose]: () => port.close() };
}

/** Writes, keeps its end open, and reads until the server closes. */
function untilClosed(origin: string, octets: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.write(octets);
  });
}
