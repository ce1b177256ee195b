import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/base/clock.js';
import { seededRandom } from '../../../src/base/random.js';
import { offerApp } from '../../../src/sp/app.js';
import type { AppOptions, FetchHandler } from '../../../src/sp/app-options.js';
import type { Target } from '../../../src/sp/target.js';
import { expressApp } from '../apps/express-app.js';
import { idpFor } from '../apps/idp-route.js';

const context = { clock: systemClock, random: seededRandom('begin') };
const PARTIES = { entityId: 'urn:app', acs: 'http://app.example/saml/acs' };
const ADA = { email: 'ada@acme.example', idp: 'okta' };

/** Opens an app, does something with it, and closes all. */
async function withTarget<T>(options: AppOptions, use: (target: Target) => Promise<T>): Promise<T> {
  const offer = offerApp(options);
  try {
    return await use(await offer.open(context));
  } finally {
    await offer.stop();
  }
}

/** Begins a login at an app that answers every path like this. */
function begun(app: FetchHandler, more: Partial<AppOptions> = {}): Promise<unknown> {
  return withTarget({ app, ...PARTIES, name: 'shop', ...more }, async (target) => {
    const idp = idpFor(target);
    await target.trust(idp.trust);
    return target.begin(target.browser([idp.route]), ADA);
  });
}

const html = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': 'text/html' } });
const to = (location: string): Response =>
  new Response(null, { status: 302, headers: { location } });

describe('a login begins', () => {
  it('at a form that asks for the address, with its other fields kept', async () => {
    const { app, sp } = expressApp('http://app.example');
    const start = { url: '/sso', form: { email: '{email}' } };
    await withTarget({ app, start, session: '/me' }, async (target) => {
      const browser = target.browser([idpFor(target).route]);
      expect(target.read(await target.begin(browser, ADA))).toEqual({ accepted: true });
      expect(await target.session(browser)).toMatchObject({ email: ADA.email });
      const stranger = target.browser([]);
      const refused = await target.begin(stranger, { email: 'eve@evil.example' });
      expect(target.read(refused)).toMatchObject({ accepted: false });
    });
    expect([...sp.users.keys()]).toEqual([ADA.email]);
  });

  it('at a URL that says who and with which IdP', async () => {
    const asked: string[] = [];
    const app: FetchHandler = ({ url }) => {
      asked.push(url);
      return html('no', 403);
    };
    await begun(app, { start: '/sso/{idp}/{domain}?login_hint={email}' });
    expect(asked.map((url) => new URL(url).pathname + new URL(url).search)).toEqual([
      '/sso/okta/acme.example?login_hint=ada%40acme.example',
    ]);
  });

  it('with a refusal of the app', async () => {
    expect(await begun(() => html('not you', 403))).toMatchObject({ status: 403 });
  });

  it.each([
    ['a page that stays', () => html('<h1>Welcome</h1>'), 'status 200'],
    ['nothing', () => html('no such page', 404), 'status 404'],
    ['a failure', () => html('crash', 500), 'status 500'],
  ])('not at %s: the error names the setting', async (_name, app, what) => {
    await expect(begun(app, { start: '/sign-in' })).rejects.toMatchObject({
      code: 'target-undrivable',
      message: expect.stringContaining(what) as string,
      fix: expect.stringMatching(
        /`start` of shop \(now http:\/\/app\.example\/sign-in\)/,
      ) as string,
    });
  });

  it('not at the real IdP: the error names the mock one', async () => {
    const elsewhere = 'https://dev-1.okta.com/app/sso/saml?SAMLRequest=fVLLT';
    await expect(begun(() => to(elsewhere))).rejects.toMatchObject({
      code: 'target-undrivable',
      message: expect.stringContaining('https://dev-1.okta.com/app/sso/saml') as string,
      fix: expect.stringContaining('https://acme.okta.com/app/') as string,
    });
  });
});

describe('entity ID and ACS are learnt', () => {
  const learnt = (app: FetchHandler, more: Partial<AppOptions> = {}): Promise<unknown> =>
    withTarget({ app, name: 'shop', ...more }, (target) => Promise.resolve(target));

  it('from the first AuthnRequest, wherever it is sent to', async () => {
    const { app } = expressApp('https://app.example:8443');
    await withTarget({ app }, (target) => {
      expect(target).toMatchObject({
        entityId: 'https://app.example:8443/metadata',
        acsUrl: 'https://app.example:8443/saml/acs',
      });
      return Promise.resolve();
    });
  });

  it('once', async () => {
    const asked: string[] = [];
    const { app } = expressApp('http://app.example');
    const offer = offerApp((request, response) => {
      asked.push(request.url ?? '');
      app(request, response);
    });
    await offer.open(context);
    await offer.open(context);
    await offer.stop();
    expect(asked).toEqual(['/login']);
  });

  it('and the app is where its ACS is, so that cookies of the start come back there', async () => {
    const hosts: string[] = [];
    const { app } = expressApp('http://sso.app.example');
    await withTarget(
      {
        app: (request, response) => {
          hosts.push(request.headers.host ?? '');
          app(request, response);
        },
      },
      async (target) => {
        hosts.length = 0;
        await target.begin(target.browser([idpFor(target).route]), ADA);
      },
    );
    expect(new Set(hosts)).toEqual(new Set(['sso.app.example']));
  });

  it('unless both are said: an app that only its IdP opens is never asked', async () => {
    const never: FetchHandler = () => {
      throw new Error('asked');
    };
    expect(await learnt(never, PARTIES)).toMatchObject({
      entityId: 'urn:app',
      acsUrl: PARTIES.acs,
    });
  });

  const request = (attributes: string, issuer = ''): FetchHandler => {
    const xml = `<q:AuthnRequest xmlns:q="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-03-02T09:00:00Z" ${attributes}>${issuer}</q:AuthnRequest>`;
    const form = `<form method="post" action="https://idp.example/sso"><input type="hidden" name="SAMLRequest" value="${Buffer.from(xml).toString('base64')}"></form><script>document.forms[0].submit()</script>`;
    return () => html(form);
  };
  const ISSUER = '<a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">urn:shop</a:Issuer>';
  const ACS = 'AssertionConsumerServiceURL="https://shop.example/acs"';

  it('by POST as well', async () => {
    expect(await learnt(request(ACS, ISSUER))).toMatchObject({
      entityId: 'urn:shop',
      acsUrl: 'https://shop.example/acs',
    });
  });

  it('by halves: what is said counts more', async () => {
    const acs = 'https://shop.example/other';
    expect(await learnt(request(ACS, ISSUER), { acs })).toMatchObject({
      entityId: 'urn:shop',
      acsUrl: acs,
    });
  });

  it.each([
    ['no ACS', request('', ISSUER), 'AssertionConsumerServiceURL', '`acs`'],
    ['no Issuer', request(ACS), 'Issuer', '`entityId`'],
    ['a refusal', () => html('no', 403), 'refuses to begin', '`entityId`'],
    [
      'no request',
      () => to('https://other.example/welcome'),
      'without an AuthnRequest',
      '`origins`',
    ],
    ['half a request', () => to('https://idp.example/?SAMLRequest=%%%'), 'cannot be read', '`acs`'],
  ])('not from an app that sends %s', async (_name, app, what, setting) => {
    await expect(learnt(app)).rejects.toMatchObject({
      code: 'target-undrivable',
      message: expect.stringContaining(what) as string,
      fix: expect.stringContaining(setting) as string,
    });
  });
});

it('a base URL has to be one', () => {
  expect(() => offerApp('localhost:3000')).toThrow('no URL');
});
