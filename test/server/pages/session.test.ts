/** The page of sessions: who is signed in, signing out, another account. */
import { describe, expect, it } from 'vitest';
import { openServer, TEST_SP, type TestServer } from '../open-server.js';
import { arrive, redirectQuery, visitor, type Visitor } from './visitor.js';

const HOSTILE = `</h2><script>alert(1)</script><img src=x onerror=alert(1)>`;

async function signedIn(server: TestServer, fields: Readonly<Record<string, string>> = {}) {
  const guest = visitor(server.origin);
  await guest.post(await arrive(server, guest, {}), { user: 'ada', ...fields });
  return guest;
}

function launch(server: TestServer, guest: Visitor) {
  return guest.get(server.state.tenants.get('okta-acme')?.apps.get('app')?.places.launch ?? '');
}

const SESSION = '/__standin/session';
const SIGN_OUT = '/__standin/logout';

describe('the page', () => {
  it('of a browser that nobody knows', async () => {
    await using server = await openServer();
    const { page, headers } = await visitor(server.origin).get(SESSION);
    expect(page.texts('section h2')).toEqual(['Okta acme', 'Microsoft Entra ID acme']);
    expect(page.texts('section > p')).toEqual(['Nobody is signed in.', 'Nobody is signed in.']);
    expect(page.texts('section form')).toEqual([]);
    expect(page.texts('nav [aria-current="page"]')).toEqual(['Sessions']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    // The waiting application has nobody to send to.
    expect(page.texts('section:first-of-type li')).toEqual(['app']);
  });

  it('shows who is signed in, since when, for how long and where', async () => {
    await using server = await openServer();
    const guest = await signedIn(server);
    server.state.clock.advance(65 * 60_000);
    const { page } = await guest.get(SESSION);
    const facts = page.texts('#okta-acme dl.facts dd');
    expect(page.texts('#okta-acme strong')).toEqual(['Ada Byron']);
    expect(facts[0]).toBe('2026-03-02 09:00:00 UTC (1 hour 5 minutes ago)');
    expect(facts[1]).toBe(
      '2026-03-02 11:00:00 UTC if nobody uses it (in 55 minutes) until the browser is closed',
    );
    expect(facts[2]).toBe('app as ada.byron@acme.example');
    expect(page.texts('#entra-acme > p')).toEqual(['Nobody is signed in.']);
  });

  it('says what is kept', async () => {
    await using server = await openServer();
    const guest = await signedIn(server, { remember: '1' });
    const { page } = await guest.get(SESSION);
    expect(page.texts('#okta-acme dl.facts .chip')).toEqual(['kept signed in']);
  });

  it('keeps text text', async () => {
    await using server = await openServer();
    const guest = await signedIn(server);
    const at = server.state.clock.now();
    server.state.tenants
      .get('okta-acme')
      ?.directory.record({ at, verb: 'update', handle: 'ada', set: { displayName: HOSTILE } });
    const { page } = await guest.get(SESSION);
    expect(page.texts('#okta-acme strong')).toEqual([HOSTILE]);
    expect(page.texts('img, script')).toEqual([]);
  });
});

describe('signing out', () => {
  it('ends the session of that tenant only, and is logged', async () => {
    await using server = await openServer();
    const guest = await signedIn(server);
    await guest.post(await arrive(server, guest, { tenant: 'entra-acme' }), { user: 'grace' });
    expect((await launch(server, guest)).status).toBe(200);
    const sessions = await guest.get(SESSION);
    const fields = sessions.form('#okta-acme form');
    expect([...fields]).toEqual([['tenant', 'okta-acme']]);
    const out = await guest.post(SIGN_OUT, fields);
    expect([out.status, out.headers.get('location')]).toEqual([303, SESSION]);
    const { page } = await guest.get(SESSION);
    expect(page.texts('#okta-acme > p')).toEqual(['Nobody is signed in.']);
    expect(page.texts('#entra-acme strong')).toEqual(['Grace Hopper']);
    expect((await launch(server, guest)).status).toBe(303);
    const said = server.state.log.after(0).filter(({ kind }) => kind === 'session');
    expect(said.map(({ summary }) => summary)).toEqual(['ada signs out of Okta']);
  });

  it('by the query as well; twice is once', async () => {
    await using server = await openServer();
    const guest = await signedIn(server);
    expect((await guest.post(`${SIGN_OUT}?tenant=okta-acme`, {})).status).toBe(303);
    expect((await guest.post(`${SIGN_OUT}?tenant=okta-acme`, {})).status).toBe(303);
    expect(server.state.log.after(0).filter(({ kind }) => kind === 'session')).toHaveLength(1);
  });

  it('is nothing that a link or another site does', async () => {
    await using server = await openServer();
    const guest = await signedIn(server);
    expect((await guest.get(`${SIGN_OUT}?tenant=okta-acme`)).status).toBe(405);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await guest.post(SIGN_OUT, { tenant: 'okta-acme' }, foreign)).status).toBe(403);
    expect((await launch(server, guest)).status).toBe(200);
  });

  it('needs a tenant', async () => {
    await using server = await openServer();
    const answered = await visitor(server.origin).post(SIGN_OUT, { tenant: HOSTILE });
    expect(answered.status).toBe(400);
    expect(answered.page.texts('main p')[1]).toContain('okta-acme, entra-acme');
    expect(answered.page.texts('img, script')).toEqual([]);
  });
});

describe('another account', () => {
  it('signs out and asks who it is', async () => {
    await using server = await openServer();
    const guest = await signedIn(server);
    const { page } = await guest.get(SESSION);
    expect(page.texts('#okta-acme button[name="app"]')).toEqual(['Use another account']);
    const [app = ''] = page.values('#okta-acme button[name="app"]', 'value');
    const out = await guest.post(SIGN_OUT, { tenant: 'okta-acme', app });
    const opened = await guest.get(out.headers.get('location') ?? '');
    const login = await guest.get(opened.headers.get('location') ?? '');
    expect(login.page.texts('h1')).toEqual(['Sign in to app']);
    expect(login.page.texts('.notice')).toEqual([]);
  });

  it.each(['https://evil.example/', '//evil.example', 'nothing', 'your-app'])(
    'leads nowhere but to applications of this server, not to %s',
    async (app) => {
      await using server = await openServer();
      const guest = await signedIn(server);
      const out = await guest.post(SIGN_OUT, { tenant: 'okta-acme', app });
      expect(out.headers.get('location')).toBe(SESSION);
    },
  );

  it('ForceAuthn says who is signed in', async () => {
    await using server = await openServer({
      vendors: ['okta'],
      settings: { app: { honorForceAuthn: true } },
    });
    const guest = await signedIn(server);
    const query = redirectQuery(TEST_SP.facts, { attributes: 'ForceAuthn="true"' });
    const { page } = await guest.get(await arrive(server, guest, { query }));
    expect(page.texts('p.notice')[0]).toMatch(/signed in as Ada Byron.*ForceAuthn/);
  });
});
