import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { TargetError } from '../../../src/base/errors.js';
import { openBrowser } from '../../../src/sp/browser/browser.js';
import type { Carrier } from '../../../src/sp/carrier/carrier.js';
import { loopbackCarrier } from '../../../src/sp/carrier/loopback.js';
import type { Browser, Route } from '../../../src/sp/target.js';

const SP = 'https://sp.example';
const IDP = 'https://idp.other';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly cookie: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly body: string;
}

type Answer = (seen: Seen) => {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
};

const open: { server: Server; carrier: Carrier }[] = [];
afterEach(async () => {
  for (const { server, carrier } of open.splice(0)) {
    await carrier.close();
    server.close();
    server.closeAllConnections();
  }
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const only =
  (carrier: Carrier) =>
  (url: URL): Carrier | undefined =>
    url.origin === SP ? carrier : undefined;

/** A site at SP's public origin, and what it saw. */
async function site(
  answers: Record<string, Answer>,
  routes: readonly Route[] = [],
): Promise<{ browser: Browser; seen: Seen[] }> {
  const seen: Seen[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '';
    const { cookie, host, origin } = request.headers;
    const visit = {
      method: request.method ?? '',
      url,
      cookie,
      host,
      origin,
      body: await bodyOf(request),
    };
    seen.push(visit);
    const answer = answers[url.split('?')[0] ?? '']?.(visit) ?? { status: 404 };
    response.writeHead(answer.status ?? 200, { 'content-type': 'text/html', ...answer.headers });
    response.end(answer.body ?? '');
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const carrier = loopbackCarrier({ port: (server.address() as AddressInfo).port });
  open.push({ server, carrier });
  return { browser: openBrowser({ carrierFor: only(carrier), routes }), seen };
}

const redirectTo =
  (status: number, location: string): Answer =>
  () => ({ status, headers: { location } });
const done: Answer = ({ method, body }) => ({ body: `${method} ${body}` });

function idpPage(html: string): Route {
  return {
    prefix: `${IDP}/`,
    handle: () => ({ status: 200, headers: { 'Content-Type': 'text/html' }, html }),
  };
}

describe('redirects', () => {
  it.each([
    [301, 'GET '],
    [302, 'GET '],
    [303, 'GET '],
    [307, 'POST a=1'],
    [308, 'POST a=1'],
  ])('%i after a POST arrives as "%s"', async (status, expected) => {
    const { browser } = await site({ '/from': redirectTo(status, '/to'), '/to': done });
    const hop = await browser.post(`${SP}/from`, { a: '1' });
    expect(hop.body).toBe(expected);
    expect(browser.hops.map((h) => h.status)).toEqual([status, 200]);
    expect(browser.hops[0]?.location).toBe('/to');
  });

  it('ends after 20 redirects', async () => {
    const { browser } = await site({ '/loop': redirectTo(302, '/loop') });
    await expect(browser.get(`${SP}/loop`)).rejects.toMatchObject({ code: 'target-undrivable' });
    expect(browser.hops).toHaveLength(21);
  });

  it('follows 20 redirects', async () => {
    let left = 20;
    const { browser } = await site({
      '/hop': () => (left-- > 0 ? { status: 302, headers: { location: '/hop' } } : { body: 'end' }),
    });
    expect((await browser.get(`${SP}/hop`)).body).toBe('end');
  });

  it('stays on a redirect without Location', async () => {
    const { browser } = await site({ '/': () => ({ status: 302, body: 'here' }) });
    expect((await browser.get(`${SP}/`)).body).toBe('here');
  });

  it.each(['https://elsewhere.example/', 'http://127.0.0.1:1/', 'javascript:alert(1)', 'http://['])(
    'never leaves for %s',
    async (location) => {
      const { browser } = await site({ '/': redirectTo(302, location) });
      await expect(browser.get(`${SP}/`)).rejects.toBeInstanceOf(TargetError);
    },
  );
});

describe('the little network', () => {
  it('sends the public host name to the loopback port', async () => {
    const { browser, seen } = await site({ '/': done });
    await browser.get(`${SP}/?q=1`);
    expect(seen[0]).toMatchObject({ host: 'sp.example', url: '/?q=1' });
  });

  it('says that the SP cannot be reached', async () => {
    const carrierFor = only(loopbackCarrier({ port: 1 }));
    const browser = openBrowser({ carrierFor, routes: [] });
    await expect(browser.get(`${SP}/`)).rejects.toMatchObject({ code: 'target-unreachable' });
  });

  it('hands method, URL and form to a route', async () => {
    const asked: unknown[] = [];
    const route: Route = {
      prefix: `${IDP}/`,
      handle: (request) => {
        asked.push(request);
        return { status: 200, headers: {}, html: 'idp' };
      },
    };
    const { browser } = await site({ '/': redirectTo(307, `${IDP}/sso?x=1`) }, [route]);
    expect((await browser.post(`${SP}/`, { a: 'ä&b' })).body).toBe('idp');
    expect(asked).toEqual([{ method: 'POST', url: `${IDP}/sso?x=1`, form: { a: 'ä&b' } }]);
  });

  it('keeps 64 KiB of a page, at a character, and still submits what comes after them', async () => {
    const padding = 'ä'.repeat(64 * 1024);
    const html = `<p>${padding}</p><form method="post" action="${SP}/acs"><input type="hidden" name="a" value="1"></form><script>document.forms[0].submit()</script>`;
    const { browser } = await site({ '/acs': done }, [idpPage(html)]);
    const hop = await browser.get(`${IDP}/`);
    expect(hop.body).toBe('POST a=1');
    const kept = browser.hops[0]?.body ?? '';
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(64 * 1024);
    expect(Buffer.byteLength(kept)).toBeGreaterThan(64 * 1024 - 4);
    expect(kept.endsWith('ä')).toBe(true);
  });
});

describe('auto-submit', () => {
  const form = (inner: string): string =>
    `<form id="appForm" method="POST" action="${SP}/acs">${inner}</form>`;
  const hidden =
    '<input type="hidden" name="SAMLResponse" value="a+b/c="><input type="hidden" name="RelayState" value="&quot;&amp;">';
  const sent = 'POST SAMLResponse=a%2Bb%2Fc%3D&RelayState=%22%26';

  it.each([
    ['a script', `${form(hidden)}<script>document.getElementById('appForm').submit();</script>`],
    ['onload', `<body onload="document.forms[0].submit()">${form(hidden)}</body>`],
    [
      'a detached submit',
      `${form(hidden)}<script>HTMLFormElement.prototype.submit.call(document.forms[0])</script>`,
    ],
    [
      'noscript and a button inside',
      `${form(`${hidden}<noscript><input name="x"></noscript><input type="submit" name="go" value="Go">`)}<script>document.forms[0].submit()</script>`,
    ],
  ])('submits by %s', async (_title, html) => {
    const { browser } = await site({ '/acs': done }, [idpPage(html)]);
    expect((await browser.get(`${IDP}/`)).body).toBe(sent);
    expect(browser.hops.at(-1)?.form).toEqual({ SAMLResponse: 'a+b/c=', RelayState: '"&' });
  });

  it.each([
    ['nothing submits', form(hidden)],
    [
      'a person is to fill in something',
      `${form(`${hidden}<input name="password">`)}<script>f.submit()</script>`,
    ],
    [
      'there are two forms and the script names none',
      `${form(hidden)}${form(hidden)}<script>for (const f of document.forms) f.submit()</script>`,
    ],
    [
      'the script is only text',
      `${form(hidden)}<p>&lt;script&gt;document.forms[0].submit()&lt;/script&gt;</p>`,
    ],
  ])('stays where %s', async (_title, html) => {
    const { browser } = await site({ '/acs': done }, [idpPage(html)]);
    expect((await browser.get(`${IDP}/`)).url).toBe(`${IDP}/`);
  });

  it('does not look for forms in text', async () => {
    const html = `${form(hidden)}<script>document.forms[0].submit()</script>`;
    const answer: Answer = () => ({ headers: { 'content-type': 'text/plain' }, body: html });
    const { browser } = await site({ '/': answer, '/acs': done });
    expect((await browser.get(`${SP}/`)).body).toBe(html);
  });

  it('names the origin of the page that submits', async () => {
    const html = `${form(hidden)}<script>document.forms[0].submit()</script>`;
    const { browser, seen } = await site({ '/acs': done }, [idpPage(html)]);
    await browser.get(`${IDP}/`);
    await browser.post(`${SP}/acs`, {});
    expect(seen.map(({ origin }) => origin)).toEqual([IDP, 'null']);
  });
});

describe('cookies', () => {
  const set = [
    'none=1; Secure; SameSite=None',
    'lax=1; Secure; SameSite=Lax',
    'strict=1; Secure; SameSite=Strict',
  ];
  const setting: Answer = () => ({ headers: { 'set-cookie': set }, body: 'set' });
  const echo: Answer = ({ cookie }) => ({ body: cookie ?? '' });
  const post = `<form method="post" action="${SP}/echo"></form><script>document.forms[0].submit()</script>`;
  const get = `<form action="${SP}/echo"></form><script>document.forms[0].submit()</script>`;

  it('travel all when the person types the address', async () => {
    const { browser } = await site({ '/': setting, '/echo': echo });
    await browser.get(`${SP}/`);
    expect((await browser.get(`${SP}/echo`)).body).toBe('none=1; lax=1; strict=1');
  });

  it.each([
    ['a POST from another site', post, 'none=1'],
    ['a GET from another site', get, 'none=1; lax=1'],
  ])('are held back for %s', async (_title, html, expected) => {
    const { browser } = await site({ '/': setting, '/echo': echo }, [idpPage(html)]);
    await browser.get(`${SP}/`);
    expect((await browser.get(`${IDP}/`)).body).toBe(expected);
  });

  it("are held back for a stranger's form", async () => {
    const { browser } = await site({ '/': setting, '/echo': echo });
    await browser.get(`${SP}/`);
    expect((await browser.post(`${SP}/echo`, {})).body).toBe('none=1');
  });

  it('can be set by the answer to a cross-site POST', async () => {
    const html = `<form method="post" action="${SP}/"></form><script>document.forms[0].submit()</script>`;
    const { browser } = await site({ '/': setting, '/echo': echo }, [idpPage(html)]);
    await browser.get(`${IDP}/`);
    expect((await browser.get(`${SP}/echo`)).body).toBe('none=1; lax=1; strict=1');
  });

  it('of one browser are unknown to another', async () => {
    const first = await site({ '/': setting, '/echo': echo });
    const second = await site({ '/echo': echo });
    await first.browser.get(`${SP}/`);
    expect((await second.browser.get(`${SP}/echo`)).body).toBe('');
  });

  it('never travel to the other origin', async () => {
    const { browser } = await site({
      '/': () => ({ headers: { 'set-cookie': 'a=1; Domain=idp.other' } }),
      '/echo': echo,
    });
    await browser.get(`${SP}/`);
    expect((await browser.get(`${SP}/echo`)).body).toBe('');
  });
});
