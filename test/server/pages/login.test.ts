/** The page for signing in: who is shown, who is found, what the application asked, and that text stays text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, TEST_SP, type TestServer } from '../open-server.js';
import { arrive, redirectQuery, sentBy, visitor } from './visitor.js';

const HOSTILE = `"'></script><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`;
const LOCAL = { entityId: 'http://localhost:4000/sp', acsUrl: 'http://localhost:4000/acs' };

const kept: { server?: TestServer } = {};
beforeAll(async () => {
  kept.server = await openServer({ vendors: ['okta', 'entra', 'generic'] });
});
afterAll(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

async function shown(query = '', tenant = 'okta-acme') {
  const guest = visitor(server().origin);
  const path = await arrive(server(), guest, { tenant });
  return guest.get(path + query);
}

describe('everybody is there', () => {
  it('with address, groups and states', async () => {
    const { page, html } = await shown();
    const people = page.texts('#people > li > button');
    expect(people).toHaveLength(26);
    expect(people[0]).toBe(
      'AB Sign in as Ada Byron ada.byron@acme.example All Staff · Engineering · Admins active',
    );
    const states = page.texts('#people .chip');
    for (const state of ['staged', 'provisioned', 'suspended', 'locked', 'password expired']) {
      expect(states).toContain(state);
    }
    for (const [who, chips] of [
      ['Dana Deactivated', 'deactivated unassigned'],
      ['Uma Unassigned', 'active unassigned'],
      ['Wei Li', 'active MFA required'],
      ['Gus Guest', 'active guest of globex'],
    ]) {
      expect(page.texts(`li[data-person="${who ?? ''}"] .states`)).toEqual([chips]);
    }
    expect(html).toContain('Standin<span class="role">, a mock of Okta</span>');
  });

  it('each with a link that inspects', async () => {
    const { page } = await shown();
    expect(page.values('#people a', 'href')[0]).toMatch(
      /^\/__standin\/login\/\w+\/inspect\?user=ada$/,
    );
    expect(page.texts('#people a')[0]).toBe('Inspect what Ada Byron would send');
  });

  it('with the rules of the vendor for staying signed in', async () => {
    expect((await shown()).page.texts('label.check')[0]).toContain('for 30 days');
    const entra = await shown('', 'entra-acme');
    expect(entra.page.texts('label.check')[0]).toContain('for 90 days');
  });
});

describe('without a script', () => {
  it.each([
    ['ab', ['Ada Byron']],
    ['eng lea', ['Barbara Liskov', 'Margaret Hamilton']],
    ['locked', ['Lou Locked']],
  ])('?q=%s finds', async (query, names) => {
    const { page } = await shown(`?q=${encodeURIComponent(query)}`);
    expect(page.values('#people > li', 'data-person')).toEqual(names);
    expect(page.texts('#found')).toEqual([`${names.length} found`]);
    expect(page.values('#q', 'value')).toEqual([query]);
    // The script asks the server for the others.
    expect(page.some('#people', '[data-partial]')).toBe(true);
  });

  it('nobody is nobody', async () => {
    const { page } = await shown('?q=xyzzy');
    expect(page.texts('#people > li')).toEqual([]);
    expect(page.texts('#found')).toEqual(['Nobody is found']);
  });

  it('and all of them are not a part', async () => {
    expect((await shown()).page.some('#people', '[data-partial]')).toBe(false);
  });
});

describe('login_hint', () => {
  async function hinted(hint: string) {
    const guest = visitor(server().origin);
    const query = redirectQuery(TEST_SP.facts, { more: `&login_hint=${encodeURIComponent(hint)}` });
    return (await guest.get(await arrive(server(), guest, { query }))).page;
  }

  it.each(['wei', 'WEI.LI@acme.example'])(
    '%s comes first, and the focus is there',
    async (hint) => {
      const page = await hinted(hint);
      expect(page.values('#people > li', 'data-person')[0]).toBe('Wei Li');
      expect(page.texts('#people > li:first-child .chip')).toContain('login_hint');
      expect(page.values('[autofocus]', 'value')).toEqual(['wei']);
    },
  );

  it('of a stranger is said, as text', async () => {
    const page = await hinted(HOSTILE);
    expect(page.texts('.notice.warn')).toEqual([`login_hint names nobody here: ${HOSTILE}`]);
    expect(page.values('[autofocus]', 'id')).toEqual(['q']);
    expect(page.texts('img')).toEqual([]);
  });
});

describe('what the application asked', () => {
  it('is shown', async () => {
    const guest = visitor(server().origin);
    const query = redirectQuery(TEST_SP.facts, {
      attributes: 'ForceAuthn="true" IsPassive="true"',
      inside:
        '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" AllowCreate="true"/>' +
        '<samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef>urn:x</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>',
      more: `&RelayState=${encodeURIComponent('/deep')}`,
    });
    const { page } = await guest.get(await arrive(server(), guest, { query }));
    expect(page.texts('details:first-of-type summary .chip')).toEqual(['ForceAuthn', 'IsPassive']);
    const names = page.texts('dl.facts dt');
    const values = page.texts('dl.facts dd');
    expect(Object.fromEntries(names.map((name, index) => [name, values[index]]))).toEqual({
      Issuer: 'https://app.example/metadata',
      Binding: 'HTTP-Redirect',
      Signature: 'not signed',
      ID: '_asked',
      ACS: 'https://app.example/acs',
      NameIDPolicy: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified, AllowCreate',
      RequestedAuthnContext: 'minimum: urn:x',
      'Asks for': 'ForceAuthn IsPassive',
      RelayState: '/deep',
    });
    expect(page.texts('pre[aria-label="The AuthnRequest"]')[0]).toContain('ID="_asked"');
  });

  it('a tile asks nothing', async () => {
    const { page } = await shown();
    expect(page.texts('details:first-of-type > p')[0]).toMatch(/^Nothing: the login starts here/);
  });

  it('an SP that was just learnt is said to be', async () => {
    const guest = visitor(server().origin);
    const query = redirectQuery(LOCAL);
    const path = await arrive(server(), guest, { tenant: 'generic-acme', query });
    const { page } = await guest.get(path);
    expect(page.texts('.notice.info')[0]).toContain(LOCAL.entityId);
    expect(page.texts('.notice.info')[0]).toContain(LOCAL.acsUrl);
    const again = await arrive(server(), guest, { tenant: 'generic-acme', query });
    expect((await guest.get(again)).page.texts('.notice.info')).toEqual([]);
  });
});

describe('text stays text', () => {
  it('names, RelayState, queries and requests', async () => {
    await using hostile = await openServer();
    const tenant = hostile.state.tenants.get('okta-acme');
    const at = hostile.state.clock.now();
    tenant?.directory.record({
      ...{ at, verb: 'update', handle: 'ada' },
      set: { displayName: HOSTILE, email: '"><img/src=x/onerror=alert(1)>@acme.example' },
    });
    const guest = visitor(hostile.origin);
    const query = redirectQuery(TEST_SP.facts, {
      inside: `<samlp:NameIDPolicy SPNameQualifier="${HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"/>`,
      more: `&RelayState=${encodeURIComponent(HOSTILE)}`,
    });
    const path = await arrive(hostile, guest, { query });
    const { page } = await guest.get(`${path}?q=${encodeURIComponent(HOSTILE.slice(0, 3))}`);
    const all = await guest.get(path);
    for (const each of [page, all.page]) {
      expect(each.values('script', 'src')).toEqual(['/__standin/login.js']);
      expect(each.texts('img')).toEqual([]);
      expect(each.some('*', '[onerror]')).toBe(false);
    }
    expect(all.page.texts('.who > strong')[0]).toBe(`Sign in as ${HOSTILE}`);
    expect(all.page.texts('dl.facts code')).toEqual([HOSTILE]);
  });
});

describe('headers', () => {
  it('nothing inline, nothing from elsewhere, nothing kept', async () => {
    const { headers, page } = await shown();
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.some('*', '[style], [onclick]')).toBe(false);
    expect(page.texts('style')).toEqual([]);
    expect(page.texts('script')).toEqual(['']);
  });

  it.each([
    ['login.js', 'text/javascript; charset=utf-8'],
    ['login.css', 'text/css; charset=utf-8'],
    ['style.css', 'text/css; charset=utf-8'],
  ])('%s is served as %s', async (name, type) => {
    const answer = await fetch(`${server().origin}/__standin/${name}`);
    expect(answer.headers.get('content-type')).toBe(type);
    expect((await answer.text()).length).toBeGreaterThan(500);
  });
});

describe('without a page', () => {
  it.each([
    ['of a handle, for everybody', 'ada', '', 'ada.byron@acme.example'],
    ['with a hint, for whom it names', 'ada', '&login_hint=grace', 'grace.hopper@acme.example'],
    ['a hint that names nobody does not matter', 'ada', '&login_hint=x', 'ada.byron@acme.example'],
    ['of hints only, for whom it names', true, '&login_hint=wei', 'wei.li@acme.example'],
  ] as const)('auto-login %s', async (_, autoLogin, more, nameId) => {
    await using quick = await openServer({ options: { autoLogin } });
    const places = quick.state.tenants.get('okta-acme')?.apps.get('app')?.places;
    const query = redirectQuery(TEST_SP.facts, { more });
    const answered = await visitor(quick.origin).get((places?.sso ?? '') + query);
    expect(answered.status).toBe(200);
    expect(sentBy(answered)).toContain(`>${nameId}</saml2:NameID>`);
  });

  it('auto-login of hints only asks where there is none', async () => {
    await using quick = await openServer({ options: { autoLogin: true } });
    const guest = visitor(quick.origin);
    expect(await arrive(quick, guest, {})).toMatch(/^\/__standin\/login\//);
  });
});

it('a login that nobody knows is over', async () => {
  const guest = visitor(server().origin);
  for (const answered of [
    await guest.get('/__standin/login/none'),
    await guest.post('/__standin/login/none', { user: 'ada' }),
  ]) {
    expect(answered.status).toBe(404);
    expect(answered.page.texts('h1')).toEqual(['This login is over']);
  }
});
