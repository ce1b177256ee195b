/** The driver against a real browser: both walk the same sites, which write down what reaches them. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import type { Browser as Chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../src/sp/browser/browser.js';
import { webCarrier } from '../../src/sp/carrier/web.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'];

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

/** What two sites answer: `sp` is localhost, `idp` is 127.0.0.1, which is another site. */
type Sites = (at: {
  readonly sp: string;
  readonly idp: string;
}) => Readonly<Record<string, Answer>>;

const END = { body: '<title>end</title>' };
const to = (location: string, status = 302): Answer => ({ status, headers: { location } });
const page = (body: string): Answer => ({
  body: `<!doctype html><title>on the way</title>${body}`,
});
const SUBMIT = '<script>document.forms[0].submit()</script>';
const COOKIES = {
  'set-cookie': [
    'strict=1; SameSite=Strict',
    'lax=1; SameSite=Lax',
    'none=1; SameSite=None; Secure',
    'silent=1',
    'refused=1; SameSite=None',
    '__Host-kept=1; Secure; Path=/',
    '__Host-dropped=1; Secure; Path=/x',
    'below=1; Path=/acs/deeper',
    'elsewhere=1; Domain=example.com',
  ],
};

const WALKS: Readonly<Record<string, Sites>> = {
  'a login: cookies of every kind, and the POST from another site': ({ sp, idp }) => ({
    'sp/start': {
      ...to(`${idp}/sso?SAMLRequest=x`),
      headers: { location: `${idp}/sso?SAMLRequest=x`, ...COOKIES },
    },
    'idp/sso': page(
      `<form method="post" action="${sp}/acs"><input type="hidden" name="SAMLResponse" value="a+b/c=="><input type="hidden" name="RelayState" value="/a?b=1&amp;c=%20é"><noscript><button>go</button></noscript></form>${SUBMIT}`,
    ),
    'sp/acs': { ...to('/home'), headers: { location: '/home', 'set-cookie': 'sid=2; HttpOnly' } },
    'sp/home': END,
  }),
  'links between sites carry what a GET may carry': ({ sp, idp }) => ({
    'sp/start': { ...to(`${idp}/away`), headers: { location: `${idp}/away`, ...COOKIES } },
    'idp/away': page(`<meta http-equiv="refresh" content="0; url='${sp}/back'">`),
    'sp/back': END,
  }),
  'a POST that is repeated by 307, and turned into a GET by 302 and 303': ({ idp }) => ({
    'sp/start': page(
      `<form method="post" action="/one"><input type="hidden" name="a" value="1"></form>${SUBMIT}`,
    ),
    'sp/one': to(`${idp}/two`, 307),
    'idp/two': to('three', 308),
    'idp/three': to('/four', 303),
    'idp/four': END,
  }),
  'a base, an empty action and a form that is sent by GET': () => ({
    'sp/start': page(
      `<base href="/deep/er/"><form action="next?dropped=1#x"><input type="hidden" name="q" value="ü &amp; 1"><input type=hidden value="nameless"></form>${SUBMIT}`,
    ),
    'sp/deep/er/next': { ...END },
  }),
  'a button of its own address, clicked by a script': () => ({
    'sp/start': page(
      `<form method="post" action="/wrong"><input type="hidden" name="a" value="1"><button id="go" name="how" value="fast" formaction="/right">go</button></form><script>document.getElementById('go').click()</script>`,
    ),
    'sp/right': END,
  }),
  'the form that the script names': () => ({
    'sp/start': page(
      `<form name="search" action="/wrong"><input type="hidden" name="q" value="1"></form><form id="login" method="post" action="/right"><input type="hidden" name="token" value="t"></form><script>window.onload = function () { document.getElementById('login').submit(); };</script>`,
    ),
    'sp/right': END,
  }),
  'a page that only looks as if it went on': () => ({
    'sp/start': {
      body: '<!doctype html><title>end</title><noscript><meta http-equiv="refresh" content="0;url=/wrong"></noscript><form action="/wrong"><input type="hidden" name="a"></form><script>function later() { document.forms[0].submit() }</script>',
    },
  }),
  'a Refresh header, and an answer that is no page': () => ({
    'sp/start': { headers: { refresh: '0;/next', 'content-type': 'text/html' }, body: 'wait' },
    'sp/next': to('/last#part'),
    'sp/last': END,
  }),
};

const state = { seen: [] as string[], answers: {} as Readonly<Record<string, Answer>> };
const running: { server?: Server; browser?: Chromium } = {};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const site = (headers.host ?? '').startsWith('localhost') ? 'sp' : 'idp';
  const [path = ''] = url.split('?');
  if (path === '/favicon.ico') return { status: 404 };
  const cookies = (headers.cookie ?? '').split('; ').sort().join(' ');
  const origin = method === 'POST' ? ` from ${headers.origin ?? 'nowhere'}` : '';
  const port = new RegExp(`:${headers.host?.split(':')[1] ?? ''}`, 'g');
  const { referer = 'nowhere', 'sec-fetch-site': distance = '' } = headers;
  const context = `${distance}, after ${referer}`;
  const line = `${method} ${site}${url} [${cookies}]${origin} (${context}) ${await textOf(request)}`;
  state.seen.push(line.replace(port, '').trim());
  return state.answers[`${site}${path}`] ?? { status: 404, body: '<title>end</title>lost' };
}

async function listen(): Promise<number> {
  const server = createServer((request, response) => {
    void answer(request).then(({ status = 200, headers = {}, body = '' }) => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        ...(headers as Record<string, string>),
      });
      response.end(body);
    });
  });
  running.server = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** What reaches the sites while somebody walks. */
async function walked(walk: () => Promise<void>): Promise<readonly string[]> {
  state.seen = [];
  await walk();
  return state.seen;
}

async function inChromium(url: string): Promise<void> {
  const context = await running.browser?.newContext();
  const tab = await context?.newPage();
  await tab?.goto(url, { waitUntil: 'commit' });
  await tab?.waitForFunction("document.title === 'end'");
  await context?.close();
}

async function inOurs(url: string): Promise<void> {
  const carrier = webCarrier();
  await openBrowser({ carrierFor: () => carrier, routes: [] }).get(url);
  await carrier.close();
}

// Needs a browser of the machine's own.
describe.skipIf(!existsSync(CHROMIUM))('a walk in Chromium is a walk in ours', () => {
  const at = { sp: '', idp: '' };

  beforeAll(async () => {
    const port = await listen();
    Object.assign(at, { sp: `http://localhost:${port}`, idp: `http://127.0.0.1:${port}` });
    running.browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  });
  beforeEach(() => void (state.answers = {}));
  afterAll(async () => {
    await running.browser?.close();
    running.server?.closeAllConnections();
    running.server?.close();
  });

  it.each(Object.entries(WALKS))('%s', async (_what, sites) => {
    state.answers = sites(at);
    const start = `${at.sp}/start`;
    const chromium = await walked(() => inChromium(start));
    const ours = await walked(() => inOurs(start));
    expect(chromium.length).toBeGreaterThan(0);
    expect(ours).toEqual(chromium);
  });
});
