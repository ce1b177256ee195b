/** What comes of choosing somebody: a message, the vendor's refusal, or one more question. */
import { SAML } from '@node-saml/node-saml';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/saml/facts.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { openServer, START, TEST_SP, type TestServer } from '../open-server.js';
import { arrive, redirectQuery, sentBy, visitor, type Visited, type Visitor } from './visitor.js';

type Came = { readonly guest: Visitor; readonly path: string; readonly server: TestServer };

/** Comes to the page for signing in, by a request with a RelayState. */
async function come(server: TestServer, tenant = 'okta-acme'): Promise<Came> {
  const guest = visitor(server.origin);
  const query = redirectQuery(TEST_SP.facts, { more: '&RelayState=%2Fdeep%3Fa%3D1%26b%3D%2520' });
  return { guest, server, path: await arrive(server, guest, { tenant, query }) };
}

function nameIdOf(answered: Visited): string | undefined {
  const xml = sentBy(answered);
  return xml === undefined ? undefined : readFacts(xml).assertions[0]?.subject?.nameId;
}

describe('whoever may, is sent on', () => {
  it.each(['ada', 'ada.byron@acme.example', 'Ada.Byron@ACME.example'])('as %s', async (user) => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    const answered = await guest.post(path, { user });
    expect(nameIdOf(answered)).toBe('ada.byron@acme.example');
    expect(answered.page.values('form', 'action')).toEqual([TEST_SP.facts.acsUrl]);
    expect(answered.page.values('input[name="RelayState"]', 'value')).toEqual(['/deep?a=1&b=%20']);
    // Nothing is sent twice.
    expect((await guest.post(path, { user })).status).toBe(404);
  });

  it('with a message that node-saml takes', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server, 'entra-acme');
    const xml = sentBy(await guest.post(path, { user: 'ada' })) ?? '';
    const tenant = server.state.tenants.get('entra-acme');
    const sp = new SAML({
      callbackUrl: TEST_SP.facts.acsUrl,
      issuer: TEST_SP.facts.entityId,
      audience: TEST_SP.facts.entityId,
      entryPoint: 'https://unused.example',
      idpCert: tenant?.keyring.current.certificate.pem ?? '',
      wantAuthnResponseSigned: false,
      acceptedClockSkewMs: Math.abs(Date.now() - START) + 60_000,
    });
    const SAMLResponse = Buffer.from(xml).toString('base64');
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse });
    expect(profile?.nameID).toBe('ada.byron@acme.example');
  });

  it('nobody is nobody', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    for (const fields of [{}, { user: '' }]) {
      const answered = await guest.post(path, fields);
      expect([answered.status, sentBy(answered)]).toEqual([400, undefined]);
      expect(answered.page.texts('h1')).toEqual(['Nobody was chosen']);
    }
  });

  it('not when another site sends the form', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ]) {
      const answered = await guest.post(path, { user: 'ada' }, headers);
      expect([answered.status, sentBy(answered)]).toEqual([403, undefined]);
    }
    expect(nameIdOf(await guest.post(path, { user: 'ada' }))).toBe('ada.byron@acme.example');
  });
});

const REFUSED: readonly (readonly [VendorName, who: string, reason: string, code: string])[] = [
  ['okta', 'paula', 'user-staged', 'E0000004'],
  ['okta', 'priya', 'user-staged', 'E0000004'],
  ['okta', 'sam', 'user-suspended', 'E0000004'],
  ['okta', 'lou', 'user-locked', 'E0000004'],
  ['okta', 'dana', 'user-deactivated', 'E0000004'],
  ['okta', 'uma', 'not-assigned', 'app.generic.unauth_app_access_attempt'],
  ['okta', 'nobody-at-all', 'unknown-user', 'E0000004'],
  ['entra', 'sam', 'user-deactivated', 'AADSTS50057'],
  ['entra', 'lou', 'user-locked', 'AADSTS50053'],
  ['entra', 'dana', 'user-deactivated', 'AADSTS50057'],
  ['entra', 'uma', 'not-assigned', 'AADSTS50105'],
  ['entra', '<script>alert(1)</script>', 'unknown-user', 'AADSTS50034'],
];

describe('whoever may not, sees the vendor’s page', () => {
  it.each(REFUSED)('%s: %s, %s %s; then somebody else', async (vendor, user, reason, code) => {
    await using server = await openServer();
    const { guest, path } = await come(server, `${vendor}-acme`);
    const refused = await guest.post(path, { user });
    expect(sentBy(refused)).toBeUndefined();
    expect(refused.headers.get('x-standin-refusal')).toBe(reason);
    expect(refused.headers.get('x-standin-code')).toBe(code);
    expect(refused.page.texts('a')).toEqual(['Sign in as somebody else']);
    expect(refused.page.values('a', 'href')).toEqual([path]);
    expect(refused.page.texts('script:not([type="text/plain"])')).toEqual([]);
    expect(server.state.log.after(0).at(-1)).toMatchObject({ kind: 'refusal', facts: { code } });
    expect(nameIdOf(await guest.post(path, { user: 'ada' }))).toBe('ada.byron@acme.example');
  });
});

describe('an expired password', () => {
  it.each([
    ['okta', 'PASSWORD_EXPIRED'],
    ['entra', 'AADSTS50055'],
    ['generic', 'password-expired'],
  ] as const)('is changed at %s (%s), and the login goes on', async (vendor, code) => {
    await using server = await openServer({ vendors: [vendor] });
    const { guest, path } = await come(server, `${vendor}-acme`);
    const asked = await guest.post(path, { user: 'erin', remember: '1' });
    expect(sentBy(asked)).toBeUndefined();
    expect(asked.page.texts('h1')).toEqual(['The password has expired']);
    expect(asked.headers.get('x-standin-step')).toBe('password');
    expect(asked.headers.get('x-standin-refusal')).toBe('password-expired');
    expect(asked.headers.get('x-standin-code')).toBe(code);
    const fields = asked.form('form');
    expect([...fields]).toEqual([
      ['user', 'erin'],
      ['remember', '1'],
    ]);
    fields.set('password', 'changed');
    const sent = await guest.post(path, fields);
    expect(nameIdOf(sent)).toBe('erin.expired@acme.example');
    const { directory } = server.state.tenants.get(`${vendor}-acme`) ?? {};
    expect(directory?.at(server.state.clock.now()).user('erin')?.state).toBe('active');
    expect(server.state.recorded.map(({ step }) => Object.keys(step)[0])).toEqual([
      'login',
      'reset-password',
      'login',
    ]);
    const [browser] = [...server.state.browsers.all()].filter(({ sessions }) => sessions.size > 0);
    expect(browser?.sessions.get(`${vendor}-acme`)?.remembered).toBe(true);
  });

  it('changes nobody else’s', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    const refused = await guest.post(path, { user: 'lou', password: 'changed' });
    expect(refused.headers.get('x-standin-refusal')).toBe('user-locked');
    expect(server.state.recorded.map(({ step }) => Object.keys(step)[0])).toEqual(['login']);
  });
});

describe('a second factor', () => {
  it('is approved', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    const asked = await guest.post(path, { user: 'wei', remember: '1' });
    expect(sentBy(asked)).toBeUndefined();
    expect(asked.status).toBe(200);
    expect(asked.headers.get('x-standin-step')).toBe('second-factor');
    expect(asked.headers.get('x-standin-refusal')).toBeNull();
    expect(asked.page.texts('button')).toEqual(['Yes, it is me: approve', 'No: deny']);
    const fields = asked.form('form');
    fields.set('factor', 'approve');
    const sent = await guest.post(path, fields);
    expect(nameIdOf(sent)).toBe('wei.li@acme.example');
    expect(sent.headers.get('set-cookie')).toContain('Max-Age=2592000');
    // Whoever has a session is not asked again.
    const places = server.state.tenants.get('okta-acme')?.apps.get('app')?.places;
    expect(nameIdOf(await guest.get(places?.launch ?? ''))).toBe('wei.li@acme.example');
  });

  it.each([
    ['okta', 403, 'E0000068'],
    ['entra', 200, 'AADSTS500121'],
    ['generic', 403, 'second-factor-denied'],
  ] as const)('is denied at %s: %d %s', async (vendor, status, code) => {
    await using server = await openServer({ vendors: [vendor] });
    const { guest, path } = await come(server, `${vendor}-acme`);
    const denied = await guest.post(path, { user: 'wei', factor: 'deny' });
    expect(denied.status).toBe(status);
    expect(denied.headers.get('x-standin-refusal')).toBe('second-factor-denied');
    expect(denied.headers.get('x-standin-code')).toBe(code);
    expect(sentBy(denied)).toBeUndefined();
    expect(denied.page.values('a', 'href')).toEqual([path]);
    expect(server.state.log.after(0).at(-1)).toMatchObject({ kind: 'refusal', user: 'wei' });
    const places = server.state.tenants.get(`${vendor}-acme`)?.apps.get('app')?.places;
    // Nobody is signed in.
    expect((await guest.get(places?.launch ?? '')).status).toBe(303);
    expect(nameIdOf(await guest.post(path, { user: 'ada' }))).toBe('ada.byron@acme.example');
  });

  it('is not asked of whom the account keeps out', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    const tenant = server.state.tenants.get('okta-acme');
    const at = server.state.clock.now();
    tenant?.directory.record({ at, verb: 'suspend', handle: 'wei' });
    const refused = await guest.post(path, { user: 'wei', factor: 'approve' });
    expect(refused.headers.get('x-standin-refusal')).toBe('user-suspended');
    expect((await guest.post(path, { user: 'wei' })).headers.get('x-standin-step')).toBeNull();
  });
});

describe('staying signed in', () => {
  it.each([
    ['okta', 'Max-Age=2592000'],
    ['entra', 'Max-Age=7776000'],
  ] as const)('%s keeps the cookie: %s', async (vendor, maxAge) => {
    await using server = await openServer();
    const { guest, path } = await come(server, `${vendor}-acme`);
    const sent = await guest.post(path, { user: 'ada', remember: '1' });
    expect(sent.headers.get('set-cookie')).toContain(maxAge);
  });

  it('is not the rule', async () => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    const sent = await guest.post(path, { user: 'ada' });
    expect(sent.headers.get('set-cookie')).toMatch(
      /^standin_browser=\w+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it.each([
    ['without it', {}, 303],
    ['with it', { remember: '1' }, 200],
  ] as const)('three hours later, %s', async (_, more, status) => {
    await using server = await openServer();
    const { guest, path } = await come(server);
    await guest.post(path, { user: 'ada', ...more });
    server.state.clock.advance(3 * 3_600_000);
    const places = server.state.tenants.get('okta-acme')?.apps.get('app')?.places;
    expect((await guest.get(places?.launch ?? '')).status).toBe(status);
  });
});
