/** The mock IdP on a port: driven by fetch, by hostile clients, and by a real browser. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { mockIdp } from '../../src/testing/mock-idp.js';
import { passportApp } from './passport-app.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** An app on a port of its own, set up with the URLs that are served. */
async function served(saml: Parameters<typeof passportApp>[0]) {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { app, users } = passportApp({ ...saml, callbackUrl: `${url}/acs` });
  server.on('request', app);
  return { url, users };
}

function field(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

/** What a browser does, by hand: to the IdP, and back with the form. */
async function logInByHand(app: string): Promise<Response> {
  const start = await fetch(`${app}/login`, { redirect: 'manual' });
  const page = await (await fetch(start.headers.get('location') ?? '')).text();
  const body = new URLSearchParams({ SAMLResponse: field(page, 'SAMLResponse') });
  return fetch(/action="([^"]*)"/.exec(page)?.[1] ?? '', {
    method: 'POST',
    body,
    redirect: 'manual',
  });
}

describe('a served IdP', () => {
  it('lets whoever was announced in, one after the other', async () => {
    await using idp = await mockIdp();
    const { entityId } = idp;
    const listening = await idp.listen();
    expect(idp.ssoUrl).toBe(listening.ssoUrl);
    expect(idp.entityId).toBe(entityId);
    const { url, users } = await served({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
    idp.enqueue('ada', { user: 'grace', with: { attributes: { lastName: 'Murray' } } });
    const asked = idp.waitForRequest();
    expect((await logInByHand(url)).headers.get('location')).toBe('/');
    expect((await asked).request.acsUrl).toBe(`${url}/acs`);
    await logInByHand(url);
    expect([...users.values()].map(({ lastName }) => lastName)).toEqual(['Lovelace', 'Murray']);
    expect(idp.requests).toHaveLength(2);
  });

  it('refuses as it was told, and as the directory says', async () => {
    await using idp = await mockIdp({ idp: 'entra' });
    const { ssoUrl } = await idp.listen();
    const { url } = await served({ entryPoint: ssoUrl, idpCert: idp.certificate });
    idp.users.ada.deactivate();
    idp.enqueue({ refuse: 'user-locked' }, 'ada', { user: 'ada', despite: 'deactivated' });
    const visit = async (): Promise<Response> => {
      const start = await fetch(`${url}/login`, { redirect: 'manual' });
      return fetch(start.headers.get('location') ?? '');
    };
    expect((await visit()).headers.get('x-standin-refusal')).toBe('user-locked');
    expect((await visit()).headers.get('x-standin-code')).toBe('AADSTS50057');
    expect(await (await visit()).text()).toContain('SAMLResponse');
  });

  it('says what to do when nobody was announced', async () => {
    await using idp = await mockIdp();
    const { launchUrl, url } = await idp.listen();
    const nobody = await fetch(launchUrl);
    expect(nobody.status).toBe(404);
    expect(await nobody.text()).toContain('idp.enqueue');
    idp.enqueue('ada');
    const where = await fetch(launchUrl);
    expect(where.status).toBe(400);
    expect(await where.text()).toContain('acs');
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  });

  it('starts logins itself, where it knows the app', async () => {
    const parties = { acs: 'http://127.0.0.1:9/acs', entityId: 'my-app' };
    await using idp = await mockIdp({ sp: { app: 'http://127.0.0.1:9', ...parties } });
    const { launchUrl } = await idp.listen();
    idp.enqueue('ada');
    const html = await (await fetch(`${launchUrl}?RelayState=%2Finbox`)).text();
    expect(html).toContain('action="http://127.0.0.1:9/acs"');
    expect(field(html, 'RelayState')).toBe('/inbox');
  });

  it('serves its metadata, with the URLs that it has there', async () => {
    await using idp = await mockIdp({ idp: 'generic' });
    const listening = await idp.listen();
    const { metadataUrl, ssoUrl } = listening;
    const xml = await (await fetch(metadataUrl)).text();
    expect(xml).toBe(idp.metadata);
    expect(xml).toContain(`Location="${ssoUrl}"`);
    await listening.close();
    expect(idp.metadata).not.toContain(ssoUrl);
    await expect(fetch(metadataUrl)).rejects.toThrow();
  });

  it('finds mistyped arrivals before anybody comes', async () => {
    await using idp = await mockIdp();
    const odd: { readonly refuse: never } = { refuse: 'user-deactivted' as never };
    expect(() => idp.enqueue(odd)).toThrow('user-deactivted');
    expect(() => idp.enqueue('adda' as never)).toThrow('adda');
    const blocked = await idp.listen();
    await using other = await mockIdp();
    const port = Number(new URL(blocked.url).port);
    await expect(other.listen({ port })).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('hostile input', () => {
  const ATTACKS: readonly (readonly [string, string, RequestInit])[] = [
    ['no message', '/sso', {}],
    ['no base64', '/sso?SAMLRequest=%%%', {}],
    ['no DEFLATE', '/sso?SAMLRequest=PGEvPg%3D%3D', {}],
    ['two messages', '/sso?SAMLRequest=a&SAMLRequest=b', {}],
    ['an empty form', '/sso', { method: 'POST', body: '' }],
    ['no XML', '/sso', { method: 'POST', body: new URLSearchParams({ SAMLRequest: 'aGk=' }) }],
    ['another method', '/sso', { method: 'DELETE' }],
    [
      'a field twice',
      '/sso',
      {
        method: 'POST',
        body: new URLSearchParams([
          ['SAMLRequest', 'a'],
          ['SAMLRequest', 'b'],
        ]),
      },
    ],
  ];

  it.each(ATTACKS)('%s gets a page and uses nobody up', async (_, path, init) => {
    await using idp = await mockIdp();
    const { url } = await idp.listen();
    idp.enqueue('ada');
    const answer = await fetch(`${url}${path}`, init);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(idp.requests).toEqual([]);
    expect(await (await fetch(`${url}/launch`)).text()).not.toContain('idp.enqueue');
  });

  it('a body without end is not read to its end', async () => {
    await using idp = await mockIdp();
    const { ssoUrl } = await idp.listen();
    const body = 'x'.repeat(3 * 1024 * 1024);
    const status = await fetch(ssoUrl, { method: 'POST', body }).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect((await fetch(ssoUrl)).status).toBe(400);
  });

  it('what is no HTTP is hung up on', async () => {
    await using idp = await mockIdp();
    const { url, metadataUrl } = await idp.listen();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
        socket.write('\0\r\n\r\n'),
      );
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
    expect((await fetch(metadataUrl)).status).toBe(200);
  });
});

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
];

// Only machines with a Chromium of their own can show that a real browser submits the form.
describe.skipIf(!existsSync(CHROMIUM))(
  'a real browser (skipped where there is no Chromium)',
  () => {
    it('is logged in', async () => {
      await using idp = await mockIdp();
      const { ssoUrl } = await idp.listen();
      const { url } = await served({ entryPoint: ssoUrl, idpCert: idp.certificate });
      const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: [...FLAGS, '--no-first-run', '--disable-component-update', '--disable-sync'],
      });
      try {
        const page = await browser.newPage();
        idp.enqueue('katherine');
        await page.goto(`${url}/login`);
        await page.waitForURL(`${url}/`);
        await page.goto(`${url}/me`);
        expect(await page.textContent('body')).toContain('katherine@acme.example');
        await page.context().clearCookies();
        idp.enqueue({ refuse: 'user-deactivated' });
        await page.goto(`${url}/login`);
        expect(await page.textContent('body')).toContain('user-deactivated');
      } finally {
        await browser.close();
      }
    });
  },
);
