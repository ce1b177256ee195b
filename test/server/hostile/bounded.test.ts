import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { encodePost } from '../../../src/saml/encode.js';
import type { HttpRequest } from '../../../src/server/http/request.js';
import { answer } from '../../../src/server/server.js';
import { openServer, type TestServer } from '../open-server.js';
import { ALL_VENDORS, appOf, authnRequest } from './hostile-server.js';

const MEGABYTE = 1024 * 1024;

/** Bytes that are alive. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** A POST as the server's listener reads it, without a socket. */
function posted(url: string, fields: Readonly<Record<string, string>>): HttpRequest {
  return {
    method: 'POST',
    path: new URL(url).pathname,
    query: new URL(url).search.slice(1),
    headers: { host: 'localhost' },
    cookies: new Map(),
    body: new URLSearchParams(fields).toString(),
    peer: '127.0.0.1',
  };
}

/** Every request has another text: nothing of it is shared. */
function long(index: number, length: number): string {
  return `${index}/`.repeat(Math.ceil(length / `${index}/`.length));
}

async function arrive(
  server: TestServer,
  count: number,
  write: (index: number) => { readonly xml: string; readonly relayState?: string },
): Promise<void> {
  for (let index = 0; index < count; index++) {
    const vendor = ALL_VENDORS[index % ALL_VENDORS.length] ?? 'okta';
    const { xml, relayState } = write(index);
    const fields = {
      SAMLRequest: encodePost(xml),
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    };
    await answer(server.state, posted(appOf(server, vendor).places.sso, fields));
  }
}

it('forgets the oldest of thousands of logins that nobody finishes', async () => {
  await using server = await openServer({ vendors: ['okta'] });
  const request = posted(appOf(server, 'okta').places.sso, {
    SAMLRequest: encodePost(authnRequest()),
  });
  for (let count = 0; count < 5100; count++) await answer(server.state, request);
  const { arrivals, browsers, log } = server.state;
  expect([...arrivals.values()]).toHaveLength(1000);
  expect([...browsers.all()]).toHaveLength(5000);
  expect(log.after(0)).toHaveLength(1000);
});

it('holds no more than so much of requests that are as long as they may be', async () => {
  await using server = await openServer({ vendors: ALL_VENDORS });
  const write = (index: number): { xml: string; relayState: string } => ({
    xml: authnRequest({ more: ` ProviderName="${long(index, 200_000)}"` }),
    relayState: long(index, 100_000),
  });
  await arrive(server, 120, write);
  const before = heap();
  await arrive(server, 100, write);
  // 100 more would be 30 MB and more; only the log grows, by the first 64 kB of each.
  expect((heap() - before) / MEGABYTE).toBeLessThan(27);
  expect([...server.state.arrivals.values()].length).toBeLessThan(200);
});

it('keeps no message alive for a piece of it', async () => {
  await using server = await openServer({ vendors: ALL_VENDORS });
  const write = (index: number): { xml: string } => ({
    xml: authnRequest({
      issuer: `urn:app:${long(index, 1000)}`,
      acsUrl: `https://evil.example/${index}`,
      more: ` ProviderName="${long(index, 300_000)}"`,
    }),
  });
  await arrive(server, 20, write);
  const before = heap();
  await arrive(server, 100, write);
  expect((heap() - before) / MEGABYTE).toBeLessThan(20);
});

it('learns no more than so many SPs, and none with an endless name', async () => {
  await using server = await openServer({ vendors: ['generic'] });
  const acsUrl = 'http://localhost:3000/acs';
  const write = (index: number): { xml: string } => ({
    xml: authnRequest({ issuer: index === 0 ? long(7, 1100) : `urn:app:${index}`, acsUrl }),
  });
  const { sso } = appOf(server, 'generic').places;
  for (let index = 0; index < 150; index++) {
    const request = posted(sso, { SAMLRequest: encodePost(write(index).xml) });
    const { headers } = await answer(server.state, request);
    const refusal = index === 0 || index > 100 ? 'unknown-app' : undefined;
    expect(headers['x-standin-refusal']).toBe(refusal);
  }
  expect(server.state.tenants.get('generic-acme')?.apps.size).toBe(101);
});

it('a browser that logs in again and again costs no more than one that did once', async () => {
  await using server = await openServer({ vendors: ['okta'], options: { autoLogin: 'ada' } });
  const { sso } = appOf(server, 'okta').places;
  const browser = server.state.browsers.seat(undefined);
  const request = posted(sso, { SAMLRequest: encodePost(authnRequest()) });
  const cookies = new Map([['standin_browser', browser.id]]);
  for (let count = 0; count < 50; count++) await answer(server.state, { ...request, cookies });
  expect(browser.sessions.get('okta-acme')?.participations).toHaveLength(1);
  expect(server.state.recorded.length).toBe(50);
  expect([...server.state.browsers.all()]).toHaveLength(1);
});
