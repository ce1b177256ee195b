import { describe, expect, it } from 'vitest';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { ENDPOINTS } from '../../../src/server/endpoints/endpoints.js';
import { logIn, openConnection } from './connection.js';
import { passportApp } from './passport.js';
import { samlifyApp } from './samlify.js';

const LIBRARIES = { 'passport-saml': passportApp, samlify: samlifyApp } as const;
const VENDORS: readonly VendorName[] = ['okta', 'entra', 'google-workspace', 'onelogin', 'generic'];
const BINDINGS = ['redirect', 'post'] as const;

const ADA = 'ada.byron@acme.example';
/** Everything that a RelayState may get wrong on its way. */
const RELAY_STATE = `/inbox?a=1&b="<'ä>+%20#x`;

const EVERY = Object.entries(LIBRARIES).flatMap(([library, make]) =>
  VENDORS.map((vendor) => ({ library, make, vendor })),
);
/** Entra's metadata does not say that it wants signed requests (fidelity 2.2), and samlify then signs none. */
const SIGNING = EVERY.filter(
  ({ library, vendor }) =>
    ['okta', 'generic'].includes(vendor) || (vendor === 'entra' && library === 'passport-saml'),
);
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

describe.each(EVERY)('$library at $vendor', ({ library, make, vendor }) => {
  it.each(BINDINGS)('logs in by %s; RelayState comes back to the byte', async (binding) => {
    await using connection = await openConnection({
      vendor,
      apps: { app: make },
      asking: { binding, signed: false },
    });
    // samlify writes the form by itself and the app's is the test's own: only redirects carry markup.
    const relayState = library === 'samlify' && binding === 'post' ? '/inbox' : RELAY_STATE;
    const shown = await logIn(connection, 'app', { relayState });
    expect(shown.html).toContain(`Hello ${ADA}`);
    expect(connection.app('app').got.relayState).toBe(relayState);
  });

  it('logs in from the launch link', async () => {
    await using connection = await openConnection({ vendor, apps: { app: make } });
    const { launch } = connection.served('app').places;
    const asked = await connection.browser.open(launch);
    const shown = await connection.browser.submit(asked, { user: 'grace' });
    expect(shown.html).toBe('Hello grace.hopper@acme.example');
  });

  it('a second login needs nobody, and a second browser does', async () => {
    await using connection = await openConnection({ vendor, apps: { app: make } });
    await logIn(connection, 'app');
    const again = await connection.browser.open(`${connection.app('app').origin}/login`);
    expect(again.html).toBe(`Hello ${ADA}`);
    const { way } = again;
    expect(way.some(({ url }) => url.includes('/__standin/login/'))).toBe(false);
  });

  it('somebody who is deactivated reaches the vendor, and never the app', async () => {
    await using connection = await openConnection({ vendor, apps: { app: make } });
    const shown = await logIn(connection, 'app', { user: 'dana' });
    expect(shown.url.startsWith(connection.server.origin)).toBe(true);
    expect(shown.way.some(({ fields }) => fields?.['SAMLResponse'] !== undefined)).toBe(false);
  });
});

describe.each(SIGNING)('$library at $vendor, which demands signed requests', (one) => {
  const { make, vendor } = one;
  it.each(BINDINGS)(
    'gets in by %s when it signs, and does not when it does not',
    async (binding) => {
      // Okta wants the NameID format of the application in a signed request, too.
      const okta = vendor === 'okta';
      const app = { signedRequests: true, ...(okta ? { subjectNameIdFormat: EMAIL } : {}) };
      const wanted = { vendor, apps: { app: make }, app };
      const asking = { binding, signed: true, ...(okta ? { format: EMAIL } : {}) };
      await using signed = await openConnection({ ...wanted, asking });
      const shown = await logIn(signed, 'app');
      expect(shown.html).toBe(`Hello ${ADA}`);
      await using plain = await openConnection({ ...wanted, asking: { binding, signed: false } });
      const refused = await plain.browser.open(`${plain.app('app').origin}/login`);
      // samlify reads the IdP's metadata, and does not even begin where it would have to sign.
      expect(refused.html).toMatch(/request-unsigned|ERR_METADATA_CONFLICT_REQUEST_SIGNED_FLAG/);
    },
  );
});

describe.each(VENDORS)('passport-saml at %s', (vendor) => {
  const apps = { app: passportApp };

  it('ForceAuthn asks who it is although somebody is signed in, where the vendor honours it', async () => {
    const asking = { forceAuthn: true };
    await using connection = await openConnection({ vendor, apps, asking });
    await logIn(connection, 'app');
    const again = await connection.browser.open(`${connection.app('app').origin}/login`);
    const honours = connection.served('app').application.honorForceAuthn;
    expect(again.url.includes('/__standin/login/')).toBe(honours);
  });

  it('IsPassive asks nobody where the vendor honours it', async () => {
    await using connection = await openConnection({ vendor, apps, asking: { isPassive: true } });
    const shown = await connection.browser.open(`${connection.app('app').origin}/login`);
    // Entra and the generic IdP say no; the others' page for signing in is shown all the same (fidelity 3.4).
    if (ENDPOINTS[vendor].refusesPassive) expect(shown.html).toContain('passive-impossible');
    else expect(shown.url).toContain('/__standin/login/');
  });
});

const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password';
const X509 = 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509';

it('RequestedAuthnContext: Okta does not look at it, Entra gives what the sign-in satisfies', async () => {
  for (const [vendor, context, refused] of [
    ['okta', X509, undefined],
    ['entra', PASSWORD, undefined],
    ['entra', X509, 'AADSTS75011'],
  ] as const) {
    const apps = { app: passportApp };
    await using connection = await openConnection({ vendor, apps, asking: { context } });
    const shown = await connection.browser.open(`${connection.app('app').origin}/login`);
    if (refused === undefined) expect(shown.url).toContain('/__standin/login/');
    else expect(shown.html).toContain(refused);
  }
});

it('an SP that nobody announced is learnt from its first request, and logs in', async () => {
  for (const vendor of VENDORS) {
    const known = (): { entityId: string; acsUrl: string } => ({
      entityId: 'urn:standin:not-known-yet',
      acsUrl: 'https://sp.invalid/acs',
    });
    await using connection = await openConnection({ vendor, apps: { app: passportApp }, known });
    expect((await logIn(connection, 'app')).html).toBe(`Hello ${ADA}`);
  }
});
