import { describe, expect, it } from 'vitest';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { logIn, openConnection, type Connection } from './connection.js';
import { passportApp } from './passport.js';
import { samlifyApp } from './samlify.js';

const ADA = 'ada.byron@acme.example';
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** What an administrator sets up for single logout, by vendor. */
const SET_UP: Readonly<Partial<Record<VendorName, Readonly<Record<string, unknown>>>>> = {
  okta: {
    subjectNameIdFormat: EMAIL,
    slo: true,
    participateSlo: { enabled: true, bindingType: 'REDIRECT' },
  },
  entra: {},
  generic: { signedRequests: true },
};

const VENDORS = Object.keys(SET_UP) as VendorName[];

function open(
  vendor: VendorName,
  apps: Parameters<typeof openConnection>[0]['apps'],
): Promise<Connection> {
  const app = SET_UP[vendor];
  const asking = { signed: true, ...(vendor === 'okta' ? { format: EMAIL } : {}) };
  return openConnection({ vendor, apps, asking, ...(app === undefined ? {} : { app }) });
}

async function whoIs({ app, browser }: Connection, name: string): Promise<string> {
  return (await browser.open(`${app(name).origin}/`)).html;
}

async function logOut({ app, browser }: Connection, name: string): Promise<string> {
  return (await browser.open(`${app(name).origin}/logout`)).html;
}

/** The server's sessions of the only browser. */
function sessions({ server }: Connection): number {
  return [...server.state.browsers.all()].reduce((sum, each) => sum + each.sessions.size, 0);
}

function kinds({ server }: Connection): readonly string[] {
  return server.state.log
    .after(0)
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('logout') || kind === 'refusal');
}

describe.each(VENDORS)('single logout with passport-saml at %s', (vendor) => {
  it('begun by the SP: the IdP answers, and asks again who it is', async () => {
    await using connection = await open(vendor, { app: passportApp });
    await logIn(connection, 'app');
    expect(await logOut(connection, 'app')).toBe('Hello stranger');
    expect(sessions(connection)).toBe(0);
    expect(kinds(connection)).toEqual(['logout-request', 'logout-response']);
    const again = await connection.browser.open(`${connection.app('app').origin}/login`);
    expect(again.url).toContain('/__standin/login/');
    const { recorded } = connection.server.state;
    expect(recorded.map(({ step }) => step)).toContainEqual({ logout: 'ada' });
  });

  it('begun by one SP: the other is signed out of, too, before the first is answered', async () => {
    await using connection = await open(vendor, { app: passportApp, other: passportApp });
    await logIn(connection, 'app');
    expect((await logIn(connection, 'other')).html).toBe(`Hello ${ADA}`);
    expect(await logOut(connection, 'app')).toBe('Hello stranger');
    expect(await whoIs(connection, 'other')).toBe('Hello stranger');
    expect(kinds(connection)).toEqual([
      'logout-request',
      'logout-request',
      'logout-response',
      'logout-response',
    ]);
  });

  it('begun at the IdP: every application is signed out of', async () => {
    await using connection = await open(vendor, { app: passportApp, other: passportApp });
    await logIn(connection, 'app');
    await logIn(connection, 'other');
    const page = await connection.browser.open(`${connection.server.origin}/__standin/session`);
    const done = await connection.browser.submit(page, { slo: '1' });
    expect(done.html).toContain('app: signed out');
    expect(done.html).toContain('other: signed out');
    expect(await whoIs(connection, 'app')).toBe('Hello stranger');
    expect(await whoIs(connection, 'other')).toBe('Hello stranger');
    expect(sessions(connection)).toBe(0);
    const { recorded } = connection.server.state;
    expect(recorded.map(({ step }) => step)).toContainEqual({ logout: 'ada', start: 'idp' });
  });
});

describe.each(['okta', 'generic'] as const)('single logout with samlify at %s', (vendor) => {
  it('begun by the SP, and by another one', async () => {
    await using connection = await open(vendor, { app: samlifyApp, other: passportApp });
    await logIn(connection, 'app');
    expect((await logIn(connection, 'other')).html).toBe(`Hello ${ADA}`);
    expect(await logOut(connection, 'app')).toBe('Hello stranger');
    expect(await whoIs(connection, 'other')).toBe('Hello stranger');
    await logIn(connection, 'app');
    await logIn(connection, 'other');
    expect(await logOut(connection, 'other')).toBe('Hello stranger');
    expect(await whoIs(connection, 'app')).toBe('Hello stranger');
  });
});

it('a LogoutRequest that is not signed ends nothing at Okta, which says so', async () => {
  const app = SET_UP.okta ?? {};
  await using connection = await openConnection({
    vendor: 'okta',
    apps: { app: passportApp },
    app,
  });
  await logIn(connection, 'app');
  await logOut(connection, 'app');
  expect(sessions(connection)).toBe(1);
  expect(kinds(connection)).toEqual(['logout-request', 'refusal', 'logout-response']);
});

it('an answer to no request of ours is a page', async () => {
  await using connection = await open('generic', { app: passportApp });
  const { slo = '' } = connection.served('app').places;
  for (const query of ['SAMLResponse=x', 'SAMLRequest=x', '']) {
    const shown = await connection.browser.open(`${slo}?${query}`);
    expect(shown.html).toContain('request-malformed');
  }
});
