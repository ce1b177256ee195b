/** What every way to open a target promises: the embedded SP, apps of this process, and apps over HTTP. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.js';
import { seededRandom } from '../../src/base/random.js';
import { offerApp } from '../../src/sp/app.js';
import { offerConfigured } from '../../src/sp/configured.js';
import { openEmbeddedSp } from '../../src/sp/embedded.js';
import type { Browser, Hop, Target, TargetOffer } from '../../src/sp/target.js';
import { expressApp } from '../sp/apps/express-app.js';
import { fetchApp } from '../sp/apps/fetch-app.js';
import { idpFor, type Idp } from '../sp/apps/idp-route.js';
import { targetConfig } from '../sp/apps/target-config.js';
import { PROFILE } from '../sp/checks/genuine.js';

const context = { clock: systemClock, random: seededRandom('target') };

interface Opened {
  readonly target: Target;
  readonly close: () => Promise<unknown>;
}

/** Opens an offer, and closes it in the order of a run. */
async function opened(offer: TargetOffer, after?: () => Promise<unknown>): Promise<Opened> {
  await offer.start();
  const target = await offer.open(context);
  const close = async (): Promise<void> => {
    await target.close();
    await offer.stop();
    await after?.();
  };
  return { target, close };
}

async function overHttp(): Promise<Opened> {
  const server: Server = await new Promise((resolve) => {
    const { app } = expressApp('http://localhost');
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.removeAllListeners('request').on('request', expressApp(base).app);
  const config = targetConfig(base, {
    session: { url: `${base}/me`, email: [{ json: '/user/email' }], anonymous: [401] },
    accounts: { source: { kind: 'json', url: `${base}/users`, list: '' } },
    reset: { kind: 'request', method: 'POST', url: `${base}/admin/reset`, headers: {} },
  });
  return opened(offerConfigured(config), () => new Promise((resolve) => server.close(resolve)));
}

/** Every way to open a target. */
const WAYS: Readonly<Record<string, () => Promise<Opened>>> = {
  'the embedded SP': async () => {
    const settings = { profile: 'test' };
    const target = await openEmbeddedSp({ profile: PROFILE, settings, context });
    return { target, close: () => target.close() };
  },
  'an Express app': () => {
    const { app, sp } = expressApp('http://app.example');
    const accounts = (): Iterable<Readonly<Record<string, unknown>>> =>
      [...sp.users.values()].map((user) => ({ ...user }));
    return opened(offerApp({ app, session: '/me', accounts, reset: sp.reset }));
  },
  'a fetch handler': () => {
    const { app, sp } = fetchApp('https://app.example');
    const accounts = (): Iterable<Readonly<Record<string, unknown>>> =>
      [...sp.users.values()].map((user) => ({ ...user }));
    return opened(offerApp({ app, session: '/me', accounts, reset: sp.reset }));
  },
  'an app over HTTP, by configuration': overHttp,
  'a supertest agent': () => {
    const { app } = expressApp('http://app.example');
    return opened(offerApp({ app: request.agent(app), session: '/me', accounts: '/users' }));
  },
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe.each(Object.entries(WAYS))('%s', (_name, open) => {
  async function setUp(): Promise<{ target: Target; idp: Idp; browser: Browser }> {
    const { target, close } = await open();
    closing.push(close);
    const idp = idpFor(target);
    await target.trust(idp.trust);
    return { target, idp, browser: target.browser([idp.route]) };
  }

  const logIn = (target: Target, browser: Browser): Promise<Hop> =>
    target.begin(browser, { email: 'ada@acme.example', idp: 'okta' });

  it('knows its entity ID and its ACS', async () => {
    const { target } = await setUp();
    expect(target.entityId).not.toBe('');
    expect(new URL(target.acsUrl).pathname).toBe('/saml/acs');
  });

  it('lets a person in, and shows the session and the account', async () => {
    const { target, idp, browser } = await setUp();
    expect(await target.session(browser)).toEqual({ kind: 'none' });
    expect(await target.accounts()).toMatchObject({ kind: 'accounts', accounts: [] });
    const page = await logIn(target, browser);
    expect(target.read(page)).toEqual({ accepted: true });
    expect(idp.requests).toHaveLength(1);
    expect(await target.session(browser)).toMatchObject({
      kind: 'session',
      email: 'ada@acme.example',
    });
    expect(await target.accounts()).toMatchObject({
      accounts: [{ email: 'ada@acme.example', firstName: 'Ada', id: expect.any(String) as string }],
    });
  });

  it('leaves the hops of the login, and none of the looks', async () => {
    const { target, browser } = await setUp();
    await logIn(target, browser);
    await target.session(browser);
    await target.accounts();
    const paths = browser.hops.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    expect(paths).toEqual([
      'GET /login',
      expect.stringMatching(/^GET \/app\/.*\/sso\/saml$/) as string,
      'POST /saml/acs',
      'GET /',
    ]);
  });

  it('opens no session for a message that somebody changed', async () => {
    const { target, idp, browser } = await setUp();
    const { xml } = idp.scene.issue();
    const forged = xml.replaceAll('ada@acme.example', 'eve@acme.example');
    const page = await browser.post(target.acsUrl, {
      SAMLResponse: Buffer.from(forged).toString('base64'),
    });
    const told = !target.read(page).accepted;
    expect(told || !target.tellsRefusals).toBe(true);
    expect(await target.session(browser)).toEqual({ kind: 'none' });
    expect(await target.accounts()).toMatchObject({ accounts: [] });
  });

  it('takes a request to the byte as it takes a form', async () => {
    const { target, idp } = await setUp();
    const message = (): string => Buffer.from(idp.scene.issue().xml).toString('base64');
    const [poster, sender] = [target.browser([idp.route]), target.browser([idp.route])];
    const posted = await poster.post(target.acsUrl, { SAMLResponse: message() });
    const SAMLResponse = message();
    const sent = await sender.send({
      method: 'POST',
      url: target.acsUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(`%53AMLResponse=${encodeURIComponent(SAMLResponse)}`),
      initiator: idp.trust.ssoUrl,
    });
    expect(sender.hops[0]).toMatchObject({ method: 'POST', form: { SAMLResponse } });
    expect(target.read(sent)).toEqual(target.read(posted));
    expect(await target.session(sender)).toEqual(await target.session(poster));
  });

  it('does not take the page of the IdP for its own', async () => {
    const { target, idp, browser } = await setUp();
    const { directory, context: at } = idp.scene;
    directory.record({ at: at.clock.now(), verb: 'deactivate', handle: 'ada' });
    const page = await logIn(target, browser);
    expect(target.read(page)).toMatchObject({ accepted: false });
    expect(await target.session(browser)).toEqual({ kind: 'none' });
  });

  it('forgets its accounts when it can be told to', async () => {
    const { target, browser } = await setUp();
    await logIn(target, browser);
    await target.reset?.();
    const { accounts } = (await target.accounts()) as { accounts: readonly unknown[] };
    expect(accounts).toHaveLength(target.reset === undefined ? 1 : 0);
  });

  it('takes several logins, each in a browser of its own', async () => {
    const { target, idp } = await setUp();
    for (const browser of [target.browser([idp.route]), target.browser([idp.route])]) {
      expect(target.read(await logIn(target, browser)).accepted).toBe(true);
    }
    expect(await target.accounts()).toMatchObject({ accounts: [{ email: 'ada@acme.example' }] });
  });
});
