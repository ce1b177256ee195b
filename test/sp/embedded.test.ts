import { inflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { storyClock, type StoryClock } from '../../src/base/clock.js';
import { seededRandom } from '../../src/base/random.js';
import { CHECKS } from '../../src/sp/checks/checks.js';
import { openEmbeddedSp, type EmbeddedSpOptions } from '../../src/sp/embedded.js';
import type { Browser, Route, StartOptions, Target } from '../../src/sp/target.js';
import {
  ACS,
  at,
  base64,
  genuine,
  IDP_KEY,
  ISSUER,
  NEXT_KEY,
  NOW,
  PROFILE,
  SSO_URL,
  type Draft,
  type SigningPlan,
} from './checks/genuine.js';

const targets: Target[] = [];
afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

interface Opened {
  readonly target: Target;
  readonly clock: StoryClock;
}

async function open(options: Partial<EmbeddedSpOptions> = {}): Promise<Opened> {
  const clock = storyClock(NOW);
  const context = { clock, random: seededRandom('sp') };
  const settings = { profile: 'test' };
  const target = await openEmbeddedSp({ profile: PROFILE, settings, context, ...options });
  targets.push(target);
  await target.trust({
    vendor: 'okta',
    issuer: ISSUER,
    ssoUrl: SSO_URL,
    certificates: [IDP_KEY.certificate],
  });
  return { target, clock };
}

function requestId(url: string, form: Readonly<Record<string, string>>): string {
  const query = new URL(url).searchParams.get('SAMLRequest');
  const bytes = Buffer.from(query ?? form['SAMLRequest'] ?? '', 'base64');
  const xml = query === null ? bytes.toString() : inflateRawSync(bytes).toString();
  return / ID="([^"]*)"/.exec(xml)?.[1] ?? '';
}

const pages = { 'content-type': 'text/html;charset=utf-8' };

/** An IdP that signs everybody in, and keeps what it sent. */
function idp(changes: Partial<Draft> = {}, plan: SigningPlan = {}): Route & { sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    prefix: 'https://acme.okta.com/',
    handle({ url, form }) {
      const inResponseTo = requestId(url, form);
      const xml = genuine(
        { inResponseTo, assertionId: `id${inResponseTo}`, ...changes },
        ['Assertion'],
        plan,
      );
      sent.push(xml);
      const relayState = new URL(url).searchParams.get('RelayState') ?? form['RelayState'] ?? '';
      const html = `<form method="post" action="${ACS}"><input type="hidden" name="SAMLResponse" value="${base64(xml)}"><input type="hidden" name="RelayState" value="${relayState}"></form><script>document.forms[0].submit()</script>`;
      return { status: 200, headers: pages, html };
    },
  };
}

async function signIn(
  target: Target,
  route: Route,
  start: StartOptions = {},
): Promise<{ browser: Browser; accepted: boolean; reason: string | undefined }> {
  const browser = target.browser([route]);
  const { accepted, reason } = target.read(await target.begin(browser, start));
  return { browser, accepted, reason };
}

describe('a login from the SP through the IdP and back', () => {
  it.each(['redirect', 'post'] as const)('by %s', async (binding) => {
    const { target } = await open();
    const { browser, accepted } = await signIn(target, idp(), {
      binding,
      relayState: '/documents/7',
    });
    expect(accepted).toBe(true);
    expect(browser.hops.at(-1)?.url).toBe('https://sp.example/documents/7');
    expect(await target.session(browser)).toMatchObject({
      kind: 'session',
      nameId: 'ada@acme.example',
      email: 'ada@acme.example',
    });
    expect(await target.accounts()).toMatchObject({
      accounts: [{ email: 'ada@acme.example', role: 'employee' }],
    });
  });

  it('keeps every hop, and what was posted', async () => {
    const { target } = await open();
    const { browser } = await signIn(target, idp());
    expect(
      browser.hops.map(
        ({ method, url, status }) => `${method} ${url.split('?')[0] ?? ''} ${status}`,
      ),
    ).toEqual([
      'GET https://sp.example/login 302',
      `GET ${SSO_URL} 200`,
      `POST ${ACS} 303`,
      'GET https://sp.example/ 200',
    ]);
    expect(browser.hops[2]?.form?.['SAMLResponse']).toMatch(/^[A-Za-z0-9+/]+=*$/);
  });

  it('depends on nothing but seed and clock', async () => {
    const told = async (): Promise<unknown[]> => {
      const { target } = await open();
      const route = idp();
      const { browser } = await signIn(target, route);
      const hops = browser.hops.map(({ headers, ...hop }) => ({
        ...hop,
        headers: Object.entries(headers).filter(
          ([name]) => !['connection', 'keep-alive'].includes(name),
        ),
      }));
      return [hops, route.sent, await target.accounts(), await target.session(browser)];
    };
    expect(await told()).toEqual(await told());
  });

  it('needs the browser that was sent away', async () => {
    const { target } = await open();
    const route = idp();
    await signIn(target, route);
    const held = route.sent[0]?.replace(/id_/g, 'new_') ?? '';
    const stranger = target.browser([]);
    const other = genuine({
      inResponseTo: / InResponseTo="([^"]*)"/.exec(held)?.[1],
      assertionId: 'other',
    });
    const hop = await stranger.post(ACS, { SAMLResponse: base64(other) });
    expect(target.read(hop)).toMatchObject({ accepted: false, reason: 'in-response-to-mismatch' });
    expect(await target.session(stranger)).toEqual({ kind: 'none' });
  });

  it('answers each request once', async () => {
    const { target } = await open();
    const route = idp();
    const { browser } = await signIn(target, route);
    const inResponseTo = / InResponseTo="([^"]*)"/.exec(route.sent[0] ?? '')?.[1];
    const second = genuine({ inResponseTo, assertionId: 'second' });
    const hop = await browser.post(ACS, { SAMLResponse: base64(second) });
    expect(target.read(hop).reason).toBe('in-response-to-mismatch');
  });

  it('says that an Assertion was used, in whichever browser', async () => {
    const { target } = await open();
    const route = idp();
    const { browser } = await signIn(target, route);
    for (const again of [browser, target.browser([])]) {
      const hop = await again.post(ACS, { SAMLResponse: base64(route.sent[0] ?? '') });
      expect(target.read(hop).reason).toBe('assertion-replayed');
    }
  });

  it('reads the refusal with its sentence', async () => {
    const { target } = await open();
    const browser = target.browser([idp({ destination: 'https://ä/<b>' })]);
    expect(target.read(await target.begin(browser, {}))).toEqual({
      accepted: false,
      reason: 'destination-mismatch',
      message: 'the Destination is not this ACS: the Destination is https://ä/<b>',
    });
  });

  it('is not fooled by a page of the IdP', async () => {
    const { target } = await open();
    const refusal: Route = {
      prefix: 'https://acme.okta.com/',
      handle: () => ({ status: 200, headers: pages, html: 'no' }),
    };
    const { accepted, reason, browser } = await signIn(target, refusal);
    expect([accepted, reason]).toEqual([false, undefined]);
    expect(await target.session(browser)).toEqual({ kind: 'none' });
  });
});

describe('trust', () => {
  it('follows a roll-over when it is told again', async () => {
    const { target } = await open();
    const next = idp({}, { key: NEXT_KEY });
    expect((await signIn(target, next)).reason).toBe('signature-invalid');
    const certificates = [IDP_KEY.certificate, NEXT_KEY.certificate];
    await target.trust({ vendor: 'okta', issuer: ISSUER, ssoUrl: SSO_URL, certificates });
    expect((await signIn(target, next)).accepted).toBe(true);
  });

  it('rejects a certificate that is none', async () => {
    const { target } = await open();
    const trust = target.trust({
      vendor: 'okta',
      issuer: ISSUER,
      ssoUrl: SSO_URL,
      certificates: ['x'],
    });
    await expect(trust).rejects.toMatchObject({ code: 'key-invalid' });
  });
});

describe('what a story varies', () => {
  it('plan, domains and policy go on top of the profile', async () => {
    const domains = [{ name: 'acme.example', verified: false }];
    const { target } = await open({ settings: { profile: 'test', domains } });
    expect((await signIn(target, idp())).reason).toBe('domain-not-verified');
  });

  it('a defect replaces one row', async () => {
    const checks = CHECKS.map((row) =>
      row.id === 'audience' ? { ...row, test: () => ({ passed: {} }) } : row,
    );
    const wrong = idp({ restrictions: '' });
    expect((await signIn((await open()).target, wrong)).reason).toBe('audience-mismatch');
    expect((await signIn((await open({ checks })).target, wrong)).accepted).toBe(true);
  });

  it('two SPs in one process never see each other', async () => {
    const [first, second] = [await open(), await open()];
    const { browser } = await signIn(first.target, idp());
    expect(await second.target.accounts()).toEqual({ kind: 'accounts', accounts: [] });
    expect(await second.target.session(browser)).toMatchObject({ kind: 'session' });
    expect(await second.target.session(second.target.browser([]))).toEqual({ kind: 'none' });
  });
});

describe('deprovisioning', () => {
  const pushed = (revocation: 'none' | 'on-deprovision'): Partial<EmbeddedSpOptions> => ({
    profile: { ...PROFILE, deprovision: 'pushed', session: { lifetime: 86_400_000, revocation } },
  });
  const ada = { nameId: 'ada@acme.example', email: 'ada@acme.example' };
  const statusOf = async (target: Target): Promise<unknown> => {
    const seen = await target.accounts();
    return seen.kind === 'accounts' ? seen.accounts[0]?.['status'] : undefined;
  };

  it('cannot be pushed where the profile says that nobody tells the SP', async () => {
    expect((await open()).target).not.toHaveProperty('deprovision');
  });

  it.each([
    ['on-deprovision', 'none'],
    ['none', 'session'],
  ] as const)('with revocation %s leaves: %s', async (revocation, kind) => {
    const { target } = await open(pushed(revocation));
    const { browser } = await signIn(target, idp());
    await target.deprovision?.(ada);
    expect(await statusOf(target)).toBe('inactive');
    expect((await target.session(browser)).kind).toBe(kind);
  });

  it('finds the person by e-mail when the NameID is unknown, and nobody else', async () => {
    const { target } = await open(pushed('none'));
    await signIn(target, idp());
    await target.deprovision?.({ nameId: 'x', email: 'eve@acme.example' });
    expect(await statusOf(target)).toBe('active');
    await target.deprovision?.({ nameId: 'x', email: 'ADA@acme.example' });
    expect(await statusOf(target)).toBe('inactive');
  });

  it('an Assertion from before opens nothing, one from after reactivates', async () => {
    const { target, clock } = await open(pushed('on-deprovision'));
    await signIn(target, idp());
    await target.deprovision?.(ada);
    const browser = target.browser([]);
    const held = await browser.post(ACS, {
      SAMLResponse: base64(genuine({ assertionId: 'held' })),
    });
    expect(target.read(held).reason).toBe('account-not-found');
    expect(await statusOf(target)).toBe('inactive');
    clock.advance(1000);
    const later = genuine({ assertionId: 'later', issueInstant: at(1) });
    const hop = await browser.post(ACS, { SAMLResponse: base64(later) });
    expect(target.read(hop).accepted).toBe(true);
    expect(await statusOf(target)).toBe('active');
  });

  it('at the same instant, the request that was sent later tells which Assertion is later', async () => {
    const { target } = await open(pushed('on-deprovision'));
    await signIn(target, idp());
    const before: { xml?: string } = {};
    const browser = target.browser([
      {
        prefix: 'https://acme.okta.com/',
        handle({ url, form }) {
          before.xml = genuine({ inResponseTo: requestId(url, form), assertionId: 'before' });
          return { status: 200, headers: pages, html: 'held' };
        },
      },
    ]);
    await target.begin(browser, {});
    await target.deprovision?.(ada);
    const hop = await browser.post(ACS, { SAMLResponse: base64(before.xml ?? '') });
    expect(target.read(hop).reason).toBe('account-not-found');
    expect((await signIn(target, idp())).accepted).toBe(true);
  });
});

describe('the address', () => {
  it('never leaves loopback', async () => {
    const { target } = await open();
    const browser = target.browser([]);
    await expect(target.begin(browser, {})).rejects.toMatchObject({
      code: 'target-undrivable',
    });
  });

  it('is public in everything that is said', async () => {
    const { target } = await open();
    expect([target.entityId, target.acsUrl, target.name]).toEqual(['urn:sp', ACS, 'test']);
    const { browser } = await signIn(target, idp(), { binding: 'post' });
    expect(JSON.stringify(browser.hops)).not.toMatch(/127\.0\.0\.1|localhost/);
  });

  it('tells the SP what the start asks for', async () => {
    const { target } = await open();
    const start = {
      binding: 'post',
      relayState: '/a b',
      forceAuthn: true,
      isPassive: false,
      requestedAuthnContext: 'urn:x',
    } as const;
    const begun = async (options: StartOptions): Promise<string | undefined> => {
      const browser = target.browser([idp()]);
      await target.begin(browser, options);
      return browser.hops[0]?.url;
    };
    expect(await begun(start)).toBe(
      'https://sp.example/login?binding=post&relayState=%2Fa+b&forceAuthn=true&isPassive=false&authnContext=urn%3Ax',
    );
    expect(await begun({})).toBe('https://sp.example/login');
  });

  it('is free again after close, at once', async () => {
    const { target } = await open();
    const { browser } = await signIn(target, idp());
    await targets.pop()?.close();
    await expect(target.begin(browser, {})).rejects.toMatchObject({
      code: 'target-unreachable',
    });
  });
});
