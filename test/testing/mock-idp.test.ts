/** The library against an Express app with passport-saml, as a user writes both. */
import { SAML } from '@node-saml/node-saml';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { readSigningKey } from '../../src/run/key-files.js';
import type { CastHandle } from '../../src/testing/cast.js';
import { mockIdp } from '../../src/testing/mock-idp.js';
import type { MockIdp } from '../../src/testing/mock-idp.js';
import type { MockIdpOptions } from '../../src/testing/mock-idp-options.js';
import { passportApp } from './passport-app.js';
import { referenceOffer } from './reference-offer.js';

const opened: MockIdp[] = [];
afterEach(async () => {
  for (const idp of opened.splice(0)) await idp.close();
});

async function open(options: MockIdpOptions<CastHandle> = {}): Promise<MockIdp<CastHandle>> {
  const idp = await mockIdp(options);
  opened.push(idp);
  return idp;
}

async function scene(options: MockIdpOptions<CastHandle> = {}) {
  const idp = await open(options);
  const saml = { entryPoint: idp.ssoUrl, idpCert: idp.certificate, idpIssuer: idp.issuer };
  const assertionOnly = idp.vendor === 'okta' ? {} : { wantAuthnResponseSigned: false };
  const context = { disableRequestedAuthnContext: true };
  const { app, users } = passportApp({ ...saml, ...assertionOnly, ...context });
  return { idp, users, app, sp: { app, session: '/me', accounts: () => users.values() } };
}

function failure(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a login', () => {
  it.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const)(
    'makes an account (%s)',
    async (vendor) => {
      const { idp, sp } = await scene({ idp: vendor });
      const login = await idp.login('ada').to(sp);
      expect(login).toMatchObject({
        user: 'ada',
        outcome: 'logged-in',
        session: { kind: 'session', email: 'ada@acme.example' },
        account: { email: 'ada@acme.example' },
        change: { created: true, updated: false },
        assertion: { issuer: idp.issuer, audience: 'my-app', nameId: 'ada@acme.example' },
        request: { binding: 'redirect', request: { issuer: 'my-app' } },
      });
      expect(login.accountBefore).toBeUndefined();
      expect(login.hops.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
        'GET /login',
        `GET ${new URL(idp.ssoUrl).pathname}`,
        'POST /acs',
        'GET /',
      ]);
      expect(login.assertion?.inResponseTo).toBe(login.request?.request.id);
      expect(login.page?.body).toBe('Welcome');
    },
  );

  it('shows drift being repaired, or not', async () => {
    const { idp, sp } = await scene();
    await idp.login('ada').to(sp);
    idp.users.ada.update({ lastName: 'King' });
    const login = await idp.login('ada').to(sp);
    expect(login.accountBefore?.['lastName']).toBe('Lovelace');
    expect(login.account?.['lastName']).toBe('King');
    expect(login.change).toEqual({ created: false, updated: true, linked: false });
  });

  it('is refused by the IdP as the vendor does', async () => {
    const { idp, sp, users } = await scene();
    idp.users.ada.deactivate();
    const login = await idp.login('ada').to(sp);
    expect(login).toMatchObject({ outcome: 'refused-by-idp', reason: 'user-deactivated' });
    expect(login.assertion).toBeUndefined();
    expect(users.size).toBe(0);
    const anyway = await idp.login('ada').despite('deactivated').to(sp);
    expect(anyway.outcome).toBe('logged-in');
  });

  it('may start at the IdP', async () => {
    const { idp, sp } = await scene();
    const login = await idp.login('ada').startedByIdp({ relayState: '/inbox' }).to(sp);
    expect(login).toMatchObject({ outcome: 'logged-in', assertion: { relayState: '/inbox' } });
    expect(login.request).toBeUndefined();
    expect(login.assertion?.inResponseTo).toBeUndefined();
    expect(login.hops[0]?.url).toContain('acme.okta.com');
  });

  it('says what the test wants it to say', async () => {
    const { idp, sp } = await scene();
    const attributes = { firstName: 'Augusta', lastName: null };
    const login = await idp.login('ada').with({ attributes }).to(sp);
    expect(login.account).toMatchObject({ firstName: 'Augusta' });
    expect(login.account?.['lastName']).toBeUndefined();
    const late = await idp.login('ada').with({ notOnOrAfter: '-10m' }).to(sp);
    expect(late.outcome).toBe('refused-by-sp');
    expect(late.page?.body).toContain('expired');
  });

  it('is watched without any hook, too', async () => {
    const { idp, app } = await scene();
    const login = await idp.login('ada').to(app);
    expect(login.outcome).toBeUndefined();
    expect(login.why).toContain('session');
    expect(login.page?.body).toBe('Welcome');
  });
});

describe('browsers', () => {
  it('a person keeps one; another login may be lent it', async () => {
    const idp = await open();
    const app = referenceOffer();
    const first = await idp.login('ada').to(app);
    const second = await idp.login('ada').to(app);
    expect(second.browser).toBe(first.browser);
    const fresh = await idp.login('ada').inFreshBrowser().to(app);
    expect(fresh.browser).not.toBe(first.browser);
    const grace = await idp.login('grace').in(first.browser).to(app);
    expect(grace).toMatchObject({ outcome: 'logged-in', session: { email: 'grace@acme.example' } });
    expect(await idp.visit('ada').at(app)).toMatchObject({ outcome: 'no-session' });
  });

  it('one that never was there cannot be lent', async () => {
    const idp = await open();
    const { browser } = await idp.login('ada').to(referenceOffer());
    const other = idp.login('grace').in(browser).to(referenceOffer());
    await expect(other).rejects.toMatchObject({ code: 'value-invalid' });
  });

  it('a visit uses the session that is there; a replay sends the message again', async () => {
    const { idp, sp } = await scene();
    await idp.login('ada').to(sp);
    expect(await idp.visit('ada').at(sp)).toMatchObject({ outcome: 'logged-in', hops: [] });
    expect(await idp.visit('grace').at(sp)).toMatchObject({ outcome: 'no-session' });
    const again = await idp.replay('ada', 'other-browser').to(sp);
    // passport-saml without validateInResponseTo takes a message twice.
    expect(again).toMatchObject({ outcome: 'logged-in', hops: [{ method: 'POST' }, {}] });
  });

  it('logins that nobody waited for come one after the other', async () => {
    const { idp, sp } = await scene();
    const logins = await Promise.all(
      (['ada', 'grace', 'alan'] as const).map((user) => idp.login(user).to(sp)),
    );
    expect(logins.map(({ change }) => change.created)).toEqual([true, true, true]);
    expect(logins.map(({ account }) => account?.email)).toEqual([
      'ada@acme.example',
      'grace@acme.example',
      'alan@acme.example',
    ]);
  });
});

describe('held messages', () => {
  it('arrive after the person was deactivated', async () => {
    const { idp, sp } = await scene();
    const held = await idp.login('ada').hold(sp);
    expect(held.message?.nameId).toBe('ada@acme.example');
    idp.users.ada.deactivate();
    expect(await held.deliverTo()).toMatchObject({ outcome: 'logged-in', user: 'ada' });
  });

  it('arrive too late', async () => {
    const idp = await open();
    const held = await idp.login('ada').hold(referenceOffer());
    idp.clock.advance('2h');
    const late = await held.deliverTo();
    expect(late).toMatchObject({ outcome: 'refused-by-sp', reason: 'assertion-expired' });
  });

  it('arrive at another app', async () => {
    const idp = await open();
    const other = referenceOffer('proof', 'other.example');
    const held = await idp.login('ada').hold(referenceOffer());
    const login = await held.deliverTo(other);
    expect(login.outcome).toBe('refused-by-sp');
    expect(login.hops[0]?.url).toBe('https://other.example/acs');
  });

  it('are not there when the IdP refuses', async () => {
    const { idp, sp } = await scene();
    idp.users.ada.suspend();
    const held = await idp.login('ada').hold(sp);
    expect(held.message).toBeUndefined();
    expect(await held.deliverTo()).toMatchObject({ outcome: 'no-session' });
  });
});

describe('a message without any flow', () => {
  const parties = { acsUrl: 'https://app.example/acs', audience: 'my-app' };

  it.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const)(
    'is one that node-saml takes (%s)',
    async (idp) => {
      const mock = await open({ idp });
      const { form, facts, acsUrl } = mock.mint('ada', {
        ...parties,
        relayState: '/x',
        with: { attributes: { department: ['Legal', 'Tax'] } },
      });
      const sp = new SAML({
        callbackUrl: parties.acsUrl,
        issuer: 'my-app',
        audience: 'my-app',
        idpIssuer: mock.issuer,
        entryPoint: mock.ssoUrl,
        idpCert: mock.certificate,
        wantAuthnResponseSigned: idp === 'okta',
      });
      const { profile } = await sp.validatePostResponseAsync({ ...form });
      expect(profile).toMatchObject({ nameID: 'ada@acme.example', department: ['Legal', 'Tax'] });
      expect(facts.inResponseTo).toBeUndefined();
      expect({ acsUrl, relay: form.RelayState }).toEqual({ acsUrl: parties.acsUrl, relay: '/x' });
    },
  );

  it('answers a request', async () => {
    const idp = await open({ seed: '7' });
    const { xml, facts } = idp.mint('ada', { ...parties, inResponseTo: '_r1' });
    expect(facts).toMatchObject({ inResponseTo: '_r1', sessionIndex: '_r1' });
    expect(xml.match(/InResponseTo="_r1"/g)).toHaveLength(2);
  });

  it('is refused to whom the vendor refuses', async () => {
    const idp = await open();
    idp.users.ada.suspend();
    const error = failure(() => idp.mint('ada', parties));
    expect(error).toMatchObject({ code: 'login-refused' });
    expect(error.message).toContain('user-suspended');
    expect(idp.mint('ada', { ...parties, despite: true }).facts.nameId).toBe('ada@acme.example');
  });
});

describe('several IdPs', () => {
  it('share nothing', async () => {
    const one = await scene();
    const two = await scene({ tenant: 'globex' });
    expect(two.idp.issuer).not.toBe(one.idp.issuer);
    one.idp.users.ada.deactivate();
    one.idp.hire('eve');
    one.idp.clock.advance('2h');
    const login = await two.idp.login('ada').to(two.sp);
    expect(login).toMatchObject({ outcome: 'logged-in', account: { lastName: 'Lovelace' } });
    expect(one.idp.requests).toEqual([]);
    expect(Object.keys(two.idp.users)).toEqual(['ada', 'grace', 'alan', 'katherine']);
  });

  it('an app that trusts one does not take the messages of another', async () => {
    const { sp } = await scene();
    const stranger = await open({ signedBy: readSigningKey('okta-2') });
    const login = await stranger.login('ada').startedByIdp().to(sp);
    expect(login.outcome).toBe('refused-by-sp');
  });
});
