import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer, type TestServer } from './open-server.js';

const kept: { server?: TestServer } = {};
beforeAll(async () => {
  kept.server = await openServer({
    vendors: ['okta', 'entra', 'generic', 'google-workspace', 'onelogin'],
  });
});
afterAll(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

it.each(['okta-acme', 'entra-acme', 'generic-acme', 'google-workspace-acme', 'onelogin-acme'])(
  'logs in from the tile at %s',
  async (key) => {
    const { state } = server();
    const app = state.tenants.get(key)?.apps.get('app');
    const asked = await fetch(app?.places.launch ?? '', { redirect: 'manual' });
    expect(asked.status).toBe(303);
    const cookie = asked.headers.get('set-cookie') ?? '';
    const page = new URL(asked.headers.get('location') ?? '', server().origin);
    expect(await (await fetch(page)).text()).toContain('Ada Byron');
    const sent = await fetch(page, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ user: 'ada' }),
    });
    expect(await sent.text()).toContain('name="SAMLResponse"');
    const again = await fetch(app?.places.launch ?? '', {
      redirect: 'manual',
      headers: { cookie },
    });
    expect(again.status).toBe(200);
    const metadata = await (await fetch(app?.places.metadata ?? '')).text();
    expect(metadata).toContain(app?.places.sso.replaceAll('&', '&amp;'));
  },
);
