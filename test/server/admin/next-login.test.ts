/** What a test decides is what the next browser sees. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSigningKey } from '../../../src/run/key-files.js';
import type { AttackOffer } from '../../../src/server/state/corpus.js';
import { openServer, type TestServer } from '../open-server.js';
import { call } from './api-client.js';
import { cookieOf, messageIn, openTile } from './browser.js';

/** Forges by the operations that are named; it knows no attacks. */
const OPERATIONS_ONLY: AttackOffer = {
  list: () => Promise.resolve([]),
  forge: ({ mutations = [] }, { application }) =>
    Promise.resolve({
      application,
      forgery: { mutations, parts: {}, values: {}, key: (name) => readSigningKey(name) },
    }),
};

const kept: { server?: TestServer } = {};
beforeEach(async () => {
  kept.server = await openServer({
    attacks: OPERATIONS_ONLY,
    options: { hosts: ['app.example'] },
  });
});
afterEach(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

async function decide(body: object): Promise<void> {
  expect((await call(server(), 'POST /next', { body })).status).toBe(201);
}

async function asks(tenant: string): Promise<boolean> {
  const { status, headers } = await openTile(server(), tenant);
  return status === 303 && (headers.get('location') ?? '').startsWith('/__standin/login/');
}

describe('the next login', () => {
  it('is that of the user, once', async () => {
    await decide({ user: 'grace' });
    const page = await (await openTile(server(), 'okta-acme')).text();
    expect(messageIn(page)).toContain('grace.hopper@acme.example');
    expect(await asks('okta-acme')).toBe(true);
  });

  it.each([
    ['okta-acme', 'user-deactivated'],
    ['entra-acme', 'not-assigned'],
  ])('is refused at %s: %s', async (tenant, reason) => {
    await decide({ refuse: reason });
    const refused = await openTile(server(), tenant);
    expect(messageIn(await refused.text())).toBeUndefined();
    const { json } = await call(server(), 'GET /log?kind=refusal');
    expect(json).toMatchObject({ entries: [{ tenant, facts: { reason } }] });
  });

  it('waits for the tenant and the application it is for', async () => {
    await decide({ user: 'ada', tenant: 'entra', app: 'app' });
    expect(await asks('okta-acme')).toBe(true);
    const page = await (await openTile(server(), 'entra-acme')).text();
    expect(messageIn(page)).toContain('ada.byron@acme.example');
  });

  it('comes in the order of the decisions', async () => {
    for (const user of ['ada', 'grace']) await decide({ user });
    const pages = [
      await (await openTile(server(), 'okta-acme')).text(),
      await (await openTile(server(), 'okta-acme')).text(),
    ];
    expect(
      pages.map((page) => /<saml2:NameID[^>]*>([^<]+)/.exec(messageIn(page) ?? '')?.[1]),
    ).toEqual(['ada.byron@acme.example', 'grace.hopper@acme.example']);
  });

  it('says something else where the test wants it', async () => {
    await decide({ user: 'ada', overrides: { nameId: 'somebody', inResponseTo: null } });
    const page = await (await openTile(server(), 'okta-acme')).text();
    expect(messageIn(page)).toMatch(/<saml2:NameID[^>]*>somebody</);
  });

  it('is forged by operations', async () => {
    await decide({ user: 'ada', mutations: ['sign', { remove: '//Signature' }] });
    const page = await (await openTile(server(), 'okta-acme')).text();
    expect(messageIn(page)).toMatch(/^(?!.*<ds:Signature).*Assertion/s);
  });

  it('is issued despite the directory', async () => {
    await decide({ user: 'dana', tenant: 'okta', despite: true });
    const page = await (await openTile(server(), 'okta-acme')).text();
    expect(messageIn(page)).toContain('dana.deactivated@acme.example');
  });
});

describe('a session', () => {
  it('is listed without its cookie, and asks again once it was ended', async () => {
    await decide({ user: 'ada', tenant: 'okta', remember: true });
    const cookie = cookieOf(await openTile(server(), 'okta-acme'));
    const { json } = await call(server(), 'GET /sessions');
    expect(json).toMatchObject({
      sessions: [{ tenant: 'okta-acme', user: 'ada', remembered: true }],
    });
    expect(JSON.stringify(json)).not.toContain(`"${cookie.split('=')[1] ?? ''}"`);
    expect((await openTile(server(), 'okta-acme', { cookie })).status).toBe(200);
    await call(server(), 'DELETE /sessions?user=ada');
    expect((await openTile(server(), 'okta-acme', { cookie })).status).toBe(303);
  });

  it('is forged for this machine only, and leaves no session behind where it cannot be', async () => {
    await using closed = await openServer({ attacks: OPERATIONS_ONLY });
    const body = { user: 'ada', mutations: [{ remove: '//Signature' }] };
    expect((await call(closed, 'POST /next', { body })).status).toBe(201);
    const refused = await openTile(closed, 'okta-acme');
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('app.example, which is another machine');
    expect(messageIn(page)).toBeUndefined();
    expect([...closed.state.browsers.all()].flatMap(({ sessions }) => [...sessions])).toEqual([]);
  });
});
