import { expect, it } from 'vitest';
import {
  ALL_VENDORS,
  appOf,
  authnRequest,
  send,
  sendRaw,
  serverForFile,
  withQuery,
} from './hostile-server.js';
import { expectClearPage, reflected } from './judge-page.js';
import { HOSTILE_MESSAGES } from './messages.js';

const server = serverForFile();

const CASES = ALL_VENDORS.flatMap((vendor) =>
  HOSTILE_MESSAGES.flatMap(({ name, ...values }) =>
    (['redirect', 'post'] as const).flatMap((binding) => {
      const value = values[binding];
      return value === undefined ? [] : [{ name, vendor, binding, value }];
    }),
  ),
);

/** Nobody is logged in: either the person is asked first, or a page says why not. */
async function expectNoMessage(answered: Response): Promise<void> {
  const text = await answered.text();
  expect(text).not.toContain('name="SAMLResponse"');
  if (answered.status === 303) {
    expect(answered.headers.get('location')).toMatch(/^\/__standin\/login\/[^/]+$/);
    return;
  }
  expect(answered.status).toBeLessThan(500);
  expect(answered.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expectClearPage(text);
}

it.each(CASES)('$vendor, $binding: $name', async ({ vendor, binding, value }) => {
  const { sso } = appOf(server(), vendor).places;
  await expectNoMessage(await sendRaw(sso, binding, { SAMLRequest: value }));
  const after = await send(sso, binding, authnRequest());
  expect(after.status).toBe(303);
});

it.each(ALL_VENDORS)(
  '%s: both messages at once, a message twice, half a signature',
  async (vendor) => {
    const { sso } = appOf(server(), vendor).places;
    const message = encodeURIComponent('fVE=');
    for (const query of [
      `SAMLRequest=${message}&SAMLResponse=${message}`,
      `SAMLRequest=${message}&SAMLRequest=${message}`,
      `SAMLRequest=${message}&SigAlg=http%3A%2F%2Fexample`,
      'SAMLRequest=%zz',
      'SAMLRequest=%ff%fe',
      `SAMLRequest[]=${message}`,
      `SAMLEncoding=%3Cx-mark%3E&SAMLRequest=${message}`,
    ]) {
      await expectNoMessage(await fetch(withQuery(sso, query), { redirect: 'manual' }));
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const posted = { method: 'POST', headers, body: query, redirect: 'manual' } as const;
      await expectNoMessage(await fetch(sso, posted));
    }
  },
);

it.each(ALL_VENDORS)(
  '%s: the page for signing in reflects nothing of the request',
  async (vendor) => {
    const { sso } = appOf(server(), vendor).places;
    for (const { redirect } of HOSTILE_MESSAGES) {
      if (redirect === undefined) continue;
      const answered = await sendRaw(sso, 'redirect', { SAMLRequest: redirect });
      const location = answered.headers.get('location');
      if (location === null) continue;
      const page = await (await fetch(new URL(location, server().origin))).text();
      expect(reflected(page)).toEqual([]);
    }
  },
);

it('says in the log what it did not take, and shortens it', () => {
  const { log } = server().state;
  const refusals = log.after(0).filter(({ kind }) => kind === 'refusal');
  expect(refusals.length).toBeGreaterThan(0);
  const longest = Math.max(...refusals.map((entry) => JSON.stringify(entry).length));
  expect(longest).toBeLessThan(10_000);
});
