import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { Strategy } from '@node-saml/passport-saml';
import * as samlify from 'samlify';
import { parse as parseYaml } from 'yaml';
import { afterEach, describe, expect, it } from 'vitest';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { ENDPOINTS } from '../../../src/server/endpoints/endpoints.js';
import type { SpStart } from '../../../src/server/state/start.js';
import { WAITING_SP, type ServedApp } from '../../../src/server/state/tenant-state.js';
import { openServer, TEST_SP, type TestServer, type TestServerOptions } from '../open-server.js';
import { visitor, type Visited } from './visitor.js';

const EMBEDDED: SpStart = {
  facts: { entityId: 'http://localhost:7001/consume', acsUrl: 'http://localhost:7001/consume' },
  source: 'embedded',
  label: 'Proof',
  startUrl: 'http://localhost:7001/',
};
/** An SP of this machine, as its first AuthnRequest shows it. */
const LOCAL: SpStart = {
  facts: { entityId: 'urn:local', acsUrl: 'http://localhost:3000/saml/acs' },
  source: 'request',
};

const VENDORS = Object.keys(ENDPOINTS) as VendorName[];

const kept: { server?: TestServer } = {};
afterEach(() => kept.server?.[Symbol.asyncDispose]());

async function start(options: TestServerOptions = {}): Promise<{
  readonly origin: string;
  readonly shown: Visited;
}> {
  await kept.server?.[Symbol.asyncDispose]();
  kept.server = await openServer(options);
  const { origin } = kept.server;
  return { origin, shown: await visitor(origin).get('/') };
}

function app(key: string, name = 'app'): ServedApp {
  const found = kept.server?.state.tenants.get(key)?.apps.get(name);
  if (found === undefined) throw new Error(`no application ${name}`);
  return found;
}

describe('the start page', () => {
  it('leads first to a login, at each tenant, at the SP that comes along', async () => {
    const { shown } = await start({ sps: [EMBEDDED, WAITING_SP] });
    const { page } = shown;
    expect(page.texts('a.primary')).toEqual(['Log in with Okta', 'Log in with Microsoft Entra ID']);
    const urls = page.values('a.primary', 'href').map((href) => new URL(href ?? ''));
    expect(urls.map(({ origin, pathname }) => origin + pathname)).toEqual([
      'http://localhost:7001/login',
      'http://localhost:7001/login',
    ]);
    expect(urls.map((url) => url.searchParams.get('idp'))).toEqual(
      ['okta-acme', 'entra-acme'].map((key) => app(key, 'Proof').application.issuer),
    );
    expect(page.texts('h1')).toEqual(['Log in as anybody']);
    // What a newcomer copies is open, everything else is closed.
    expect(page.texts('details.app[open] > summary')).toEqual(['your-app waiting for your app']);
  });

  it('leads to the SPs that are known where none comes along', async () => {
    const configured: SpStart = {
      ...TEST_SP,
      source: 'configuration',
      label: 'mine',
      startUrl: 'http://localhost:3000/login',
    };
    const { shown } = await start({ vendors: ['okta'], sps: [TEST_SP, configured, WAITING_SP] });
    const { places } = app('okta-acme');
    expect(shown.page.texts('a.primary')).toEqual([
      'Log in to app with Okta',
      'Log in to mine with Okta',
    ]);
    expect(shown.page.values('a.primary', 'href')).toEqual([
      places.launch,
      'http://localhost:3000/login',
    ]);
    const alone = await start({ sps: [WAITING_SP] });
    expect(alone.shown.page.texts('a.primary')).toEqual([]);
    expect(alone.shown.page.texts('h2')[0]).toBe('Change somebody');
  });

  it.each(VENDORS)('has everything that an SP of %s must be told', async (vendor) => {
    const { shown, origin } = await start({ vendors: [vendor] });
    const copies = shown.page.texts('code.copy');
    const key = `${vendor}-acme`;
    const { places, application } = app(key, 'your-app');
    expect(copies).toEqual(
      expect.arrayContaining([
        places.metadata,
        application.issuer,
        places.sso,
        'https://app.example/metadata',
        'https://app.example/acs',
      ]),
    );
    const path = `/__standin/tenants/${key}/certificate.pem`;
    const { html, headers } = await visitor(origin).get(path);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${key}.pem"`);
    const certificate = new X509Certificate(html);
    expect(copies).toContain(certificate.fingerprint);
    expect(copies).toContain(certificate.fingerprint256);
    const metadata = await (await fetch(places.metadata)).text();
    expect(metadata.replaceAll(/\s/g, '')).toContain(certificate.raw.toString('base64'));
  });

  it('says how an SP became known', async () => {
    const configured: SpStart = { ...TEST_SP, source: 'configuration', label: 'configured' };
    const { origin, shown } = await start({
      vendors: ['okta'],
      sps: [TEST_SP, configured, WAITING_SP],
    });
    expect(shown.page.texts('.app > .stack > p:first-child')).toEqual([
      'This SP is known from its metadata.',
      'This SP is known from the configuration.',
      'Give your app these values and let it send its first AuthnRequest: Standin learns the rest from it.',
    ]);
    const waiting = app('okta-acme', 'your-app');
    await visitor(origin).logIn({ ...waiting, sp: LOCAL }, 'ada');
    const { page } = await visitor(origin).get('/');
    expect(page.texts('.app > .stack > p:first-child')[2]).toBe(
      'This SP was learnt from its first AuthnRequest.',
    );
    expect(page.texts('code.copy')).toContain('http://localhost:3000/saml/acs');
  });

  it('says that a strict server learns nothing', async () => {
    const { shown } = await start({ options: { strict: true } });
    expect(shown.page.texts('.app > .stack > p:first-child')).toContain(
      'Standin is strict and learns no SP from its requests: name yours with --sp-metadata.',
    );
  });
});

/** The text of the first snippet of that name, for the application of that name. */
async function snippet(name: string, appName: string): Promise<string> {
  const { html } = await visitor(kept.server?.origin ?? '').get('/');
  const [, mine = ''] = html.split(new RegExp(`<summary>\\s*${appName}\\b`));
  const [, text = ''] = new RegExp(`aria-label="${name}"[^>]*>([^<]*)<`).exec(mine) ?? [];
  const entities: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    amp: '&',
  };
  return text.replaceAll(/&([^;]+);/g, (_, entity: string) => entities[entity] ?? '');
}

type Run = (...values: readonly unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => Promise.resolve()).constructor as new (
  ...texts: readonly string[]
) => Run;

/** Runs a snippet as a module that was given its imports. */
function run(
  code: string,
  given: Readonly<Record<string, unknown>>,
  result: string,
): Promise<unknown> {
  const body = `${code.replaceAll(/^import .*$/gm, '')}\nreturn ${result};`;
  return new AsyncFunction(...Object.keys(given), body)(...Object.values(given));
}

/** The Response that Ada is sent with, now. */
async function response(key: string): Promise<string> {
  kept.server?.state.clock.fix(Date.now());
  const sent = await visitor(kept.server?.origin ?? '').logIn(app(key), 'ada', 'idp');
  return sent.page.values('input[name=SAMLResponse]', 'value')[0] ?? '';
}

describe.each(['okta', 'entra'] satisfies VendorName[])('the snippets of %s', (vendor) => {
  const key = `${vendor}-acme`;

  it('of passport-saml take a Response', async () => {
    const { origin } = await start({ vendors: [vendor] });
    const code = await snippet('passport-saml', 'app');
    const curl = /^\/\/ curl -o (\S+) (\S+)$/m.exec(code);
    const files = new Map([[curl?.[1] ?? '', (await visitor(origin).get(curl?.[2] ?? '')).html]]);
    const readFileSync = (name: string): string => files.get(name) ?? '';
    const strategy = await run(code, { SamlStrategy: Strategy, readFileSync }, 'strategy');
    const { _saml: saml } = strategy as Strategy & {
      readonly _saml: NonNullable<Strategy['_saml']>;
    };
    const container = { SAMLResponse: await response(key) };
    const { profile } = await saml.validatePostResponseAsync(container);
    expect(profile?.nameID).toBe('ada.byron@acme.example');
    expect(profile?.issuer).toBe(app(key).application.issuer);
  });

  it('of samlify send a request and take a Response', async () => {
    await start({ vendors: [vendor] });
    const code = await snippet('samlify', 'app');
    const made = (await run(code, { samlify }, '{ idp, sp, url }')) as {
      readonly idp: ReturnType<typeof samlify.IdentityProvider>;
      readonly sp: ReturnType<typeof samlify.ServiceProvider>;
      readonly url: string;
    };
    const asked = await fetch(made.url, { redirect: 'manual' });
    expect(asked.headers.get('location')).toMatch(/^\/__standin\/login\//);
    const body = { SAMLResponse: await response(key) };
    const { extract } = await made.sp.parseLoginResponse(made.idp, 'post', { body });
    expect((extract as { nameID?: string }).nameID).toBe('ada.byron@acme.example');
  });

  it('of Spring and of the shell name what is so', async () => {
    await start({ vendors: [vendor] });
    const { places, application } = app(key, 'your-app');
    const spring = parseYaml(await snippet('Spring Boot', 'your-app')) as unknown;
    const standin = {
      'entity-id': 'http://localhost:3000/saml/metadata',
      acs: { location: 'http://localhost:3000/saml/acs' },
      assertingparty: { 'metadata-uri': places.metadata },
    };
    expect(spring).toEqual({
      spring: { security: { saml2: { relyingparty: { registration: { standin } } } } },
    });
    const code = await snippet('Environment variables', 'your-app');
    const shell = `${code.replace(/^curl .*$/m, '')}\nenv`;
    const set = execFileSync('sh', ['-c', shell], { encoding: 'utf8', env: {} }).split('\n');
    expect(set).toEqual(
      expect.arrayContaining([
        `SAML_IDP_METADATA_URL=${places.metadata}`,
        `SAML_IDP_ENTITY_ID=${application.issuer}`,
        `SAML_IDP_SSO_URL=${places.sso}`,
        'SAML_SP_ACS_URL=http://localhost:3000/saml/acs',
      ]),
    );
  });
});
