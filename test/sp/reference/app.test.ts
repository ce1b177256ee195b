import { describe, expect, it } from 'vitest';
import { at, genuine } from '../checks/genuine.js';
import { answering, cookiesOf } from './answering.js';

const HOSTILE = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;';

describe('the assertion consumer service', () => {
  it('opens a session with 303 and a cookie that scripts cannot read', async () => {
    const { post, get } = answering();
    const answer = await post(genuine());
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^sp_session=[0-9a-f]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const session = await get('/session', cookiesOf(answer));
    expect(session.body).toEqual({
      session: {
        nameId: 'ada@acme.example',
        email: 'ada@acme.example',
        accountId: expect.stringMatching(/^acc_[0-9A-Za-z]{12}$/) as string,
        until: at(3600),
      },
    });
  });

  it('follows a path in RelayState and nothing else', async () => {
    const { post, sp } = answering();
    const good = await post(genuine(), { relayState: '/documents/7' });
    expect(good.headers['location']).toBe('/documents/7');
    const bad = await post(genuine({ assertionId: 'two' }), { relayState: 'https://evil.example' });
    expect(bad.status).toBe(403);
    expect(bad.headers['x-standin-reason']).toBe('relay-state-refused');
    expect(bad.headers['set-cookie']).toBeUndefined();
    expect(sp.roster.all()).toHaveLength(1);
  });

  it('refuses with a page, the reason in text and header, no session and no account', async () => {
    const { post, sp } = answering();
    const answer = await post(genuine({}, []));
    expect(answer.status).toBe(403);
    expect(answer.type).toBe('text/html');
    expect(answer.headers['x-standin-reason']).toBe('signature-missing');
    expect(answer.text).toContain('<code>signature-missing</code>');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(sp.roster.all()).toEqual([]);
  });

  it('keeps an old session through a refusal', async () => {
    const { post, get } = answering();
    const cookie = cookiesOf(await post(genuine()));
    await post(genuine({ assertionId: 'two' }, []), { cookie });
    const { body } = (await get('/session', cookie)) as { body: { session: unknown } };
    expect(body.session).not.toBeNull();
  });

  it('replaces an old session by a new one', async () => {
    const { post, get } = answering();
    const first = cookiesOf(await post(genuine()));
    const second = cookiesOf(await post(genuine({ assertionId: 'two' }), { cookie: first }));
    expect(second).not.toBe(first);
    expect((await get('/session', first)).body).toEqual({ session: null });
    expect((await get('/session', second)).body).not.toEqual({ session: null });
  });

  it('takes every Assertion once', async () => {
    const { post } = answering();
    expect((await post(genuine())).status).toBe(303);
    const again = await post(genuine());
    expect(again.status).toBe(403);
    expect(again.headers['x-standin-reason']).toBe('assertion-replayed');
  });

  it.each([
    ['a DOCTYPE', () => `<!DOCTYPE x>${genuine()}`, 400, 'dtd-refused'],
    ['no XML', () => 'hello', 400, 'message-malformed'],
    ['more than a message', () => 'x'.repeat(900_000), 413, 'message-too-large'],
    ['more than a form', () => 'x'.repeat(2_000_000), 413, 'message-too-large'],
  ])('answers %s with a page', async (_title, xml, status, reason) => {
    const answer = await answering().post(xml());
    expect(answer.status).toBe(status);
    expect(answer.headers['x-standin-reason']).toBe(reason);
    expect(answer.type).toBe('text/html');
  });

  it.each([
    ['no form at all', 'application/json', '{}'],
    [
      'a doubled field',
      'application/x-www-form-urlencoded',
      'SAMLResponse=YQ%3D%3D&SAMLResponse=YQ%3D%3D',
    ],
    [
      'fields with odd names',
      'application/x-www-form-urlencoded',
      '__proto__=1&constructor=2&SAMLResponse[]=YQ==',
    ],
    ['an unknown charset', 'application/x-www-form-urlencoded; charset=x', 'a=b'],
  ])('answers %s as malformed', async (_title, type, body) => {
    const { http } = answering();
    const answer = await http.post('/saml/acs').type(type).send(body);
    expect(answer.status).toBe(400);
    expect(answer.headers['x-standin-reason']).toBe('message-malformed');
  });

  it('writes what it was sent as text only', async () => {
    const answer = await answering().post(genuine({ destination: `https://x/${HOSTILE}` }));
    expect(answer.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
    expect(answer.text).not.toContain('<script>alert');
    expect(decodeURIComponent(answer.headers['x-standin-detail'] ?? '')).toBe(
      'the Destination is https://x/<script>alert(1)</script>"',
    );
  });

  it('cuts long details', async () => {
    const answer = await answering().post(genuine({ destination: '😀'.repeat(100_000) }));
    expect(answer.headers['x-standin-reason']).toBe('destination-mismatch');
    expect(decodeURIComponent(answer.headers['x-standin-detail'] ?? '')).toHaveLength(300 * 2 - 19);
  });

  it('explains itself to a GET', async () => {
    const answer = await answering().get('/saml/acs');
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST');
  });
});

describe('sessions', () => {
  it('end with the lifetime of the profile', async () => {
    const { post, get, clock } = answering({ session: { lifetime: 1000, revocation: 'none' } });
    const cookie = cookiesOf(await post(genuine()));
    clock.advance(999);
    expect((await get('/session', cookie)).body).not.toEqual({ session: null });
    clock.advance(1);
    expect((await get('/session', cookie)).body).toEqual({ session: null });
  });

  it('end earlier when the IdP says so', async () => {
    const { post, get } = answering();
    const cookie = cookiesOf(await post(genuine({ sessionEnd: at(120) })));
    expect((await get('/session', cookie)).body).toMatchObject({ session: { until: at(120) } });
  });

  it.each(['get', 'post'] as const)('end with a %s of /logout', async (method) => {
    const { post, get, http } = answering();
    const cookie = cookiesOf(await post(genuine()));
    const answer = await http[method]('/logout').set('cookie', cookie);
    expect(answer.status).toBe(303);
    expect(cookiesOf(answer)).toBe('sp_session=');
    expect((await get('/session', cookie)).body).toEqual({ session: null });
  });

  it('are not opened by guessing', async () => {
    const { get } = answering();
    expect((await get('/session', 'sp_session=; sp_session')).body).toEqual({ session: null });
  });
});

describe('the pages', () => {
  it('show the roster as JSON', async () => {
    const { post, get } = answering({
      jit: { ...answering().sp.profile.jit, groups: 'every-login' },
    });
    await post(
      genuine({
        attributes: {
          email: 'ada@acme.example',
          lastName: 'Byron',
          roles: 'Notary|Admin',
          groups: 'Legal',
        },
      }),
    );
    expect((await get('/accounts')).body).toEqual({
      accounts: [
        {
          id: expect.stringMatching(/^acc_/) as string,
          nameId: 'ada@acme.example',
          email: 'ada@acme.example',
          firstName: null,
          lastName: 'Byron',
          displayName: null,
          middleName: null,
          role: 'notary',
          roles: ['Notary', 'Admin'],
          groups: ['Legal'],
          status: 'active',
          createdAt: at(0),
          updatedAt: at(0),
          lastLoginAt: at(0),
        },
      ],
    });
  });

  it('show the roster to a person, as text', async () => {
    const { post, get } = answering();
    expect((await get('/admin')).text).toContain('Nobody has signed in yet.');
    await post(
      genuine({
        attributes: { email: 'ada@acme.example', firstName: HOSTILE, displayName: HOSTILE },
      }),
    );
    const { text } = await get('/admin');
    expect(text).toContain('1 person');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
    expect(text).not.toContain('<script');
  });

  it('ask for nothing from elsewhere and forbid everything else', async () => {
    const { get } = answering();
    for (const path of ['/', '/admin', '/nothing']) {
      const answer = await get(path);
      expect(answer.headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^ ]+'; script-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(answer.text).not.toMatch(/(?:src|href)="(?!\/)/);
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers['date']).toBeUndefined();
    }
  });

  it('are for people with a session', async () => {
    const { post, get, http } = answering();
    expect((await get('/documents/7')).status).toBe(401);
    const cookie = cookiesOf(await post(genuine()));
    const answer = await get('/documents/7', cookie);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Signed in as <strong>ada@acme.example</strong>');
    expect((await http.put('/documents/7')).status).toBe(405);
  });

  it('describe the SP in metadata', async () => {
    const answer = await answering().get('/metadata').buffer();
    expect(answer.type).toBe('application/samlmetadata+xml');
    expect(answer.text).toContain('entityID="urn:sp"');
    expect(answer.text).toContain('Location="https://sp.example/saml/acs"');
  });

  it('say that the SP broke down when it did', async () => {
    const { sp } = answering();
    const broken = {
      ...sp,
      idps: () => {
        throw new Error('<broken>');
      },
    };
    const { default: request } = await import('supertest');
    const { referenceApp } = await import('../../../src/sp/reference/app.js');
    const answer = await request(referenceApp(broken)).get('/login');
    expect(answer.status).toBe(500);
    expect(answer.headers['x-standin-reason']).toBeUndefined();
    expect(answer.text).toContain('&lt;broken&gt;');
  });
});
