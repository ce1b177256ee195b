import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { openServing, removeKeys } from './serving.js';

afterAll(removeKeys);

const ACS = 'http://localhost:3000/saml/acs';
const METADATA = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="my-app">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${ACS}" index="0"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>`;
const CONFIG = `targets:
  shop:
    url: http://localhost:4000
    entityId: shop-entity
    acs: http://localhost:4000/acs
    application: the-shop
    start: /login
`;

function appsOf(test: {
  readonly serving: {
    readonly state: {
      tenants: ReadonlyMap<
        string,
        {
          apps: ReadonlyMap<
            string,
            {
              sp: { source: string; startUrl?: string };
              application: { audience: string; acsUrls: readonly string[] };
            }
          >;
        }
      >;
    };
  };
}) {
  return [...(test.serving.state.tenants.get('okta-acme')?.apps.entries() ?? [])].map(
    ([name, { sp, application }]) => [
      name,
      sp.source,
      application.audience,
      ...application.acsUrls,
    ],
  );
}

describe('service providers that are named', () => {
  it('by a metadata file are applications of every tenant, and nothing waits for a stranger', async () => {
    await using test = await openServing({
      files: { 'sp.xml': METADATA },
      options: { spMetadata: ['sp.xml'] },
    });
    const acs = `${test.serving.spOrigin ?? ''}/saml/consume`;
    expect(appsOf(test)).toEqual([
      ['proof', 'embedded', acs, acs],
      ['my-app', 'metadata', 'my-app', ACS],
    ]);
    expect(test.serving.state.tenants.get('entra-acme')?.apps.has('my-app')).toBe(true);
  });

  it('by a URL of this machine are asked', async () => {
    const sp = createServer((_, response) => response.end(METADATA));
    await once(sp.listen(0, '127.0.0.1'), 'listening');
    const { port } = sp.address() as AddressInfo;
    const spMetadata = [`http://127.0.0.1:${port}/metadata`];
    await using test = await openServing({ options: { spMetadata, sp: false } });
    expect(appsOf(test)).toEqual([['my-app', 'metadata', 'my-app', ACS]]);
    expect(test.serving.spOrigin).toBeUndefined();
    sp.close();
    sp.closeAllConnections();
    await expect(openServing({ options: { spMetadata } })).rejects.toMatchObject({
      code: 'target-unreachable',
    });
  });

  it.each([
    ['http://app.example/metadata', 'option-invalid'],
    ['nowhere.xml', 'file-not-found'],
    ['broken.xml', 'message-malformed'],
  ])('by %s are refused: %s', async (place, code) => {
    const files = { 'broken.xml': '<md:EntityDescriptor' };
    await expect(openServing({ files, options: { spMetadata: [place] } })).rejects.toMatchObject({
      code,
    });
  });

  it('by the configuration are applications under its label, with the page that they start at', async () => {
    await using test = await openServing({
      files: { 'standin.config.yaml': CONFIG },
      options: { sp: false },
    });
    expect(appsOf(test)).toEqual([
      ['the-shop', 'configuration', 'shop-entity', 'http://localhost:4000/acs'],
    ]);
    const shop = test.serving.state.tenants.get('okta-acme')?.apps.get('the-shop');
    expect(shop?.sp.startUrl).toBe('http://localhost:4000/login');
  });

  it('by a broken configuration stop nothing, unless it was named', async () => {
    const files = { 'standin.config.yaml': `${CONFIG}    strat: x\n` };
    await using test = await openServing({ files, options: { sp: false } });
    expect(appsOf(test).map(([name]) => name)).toEqual(['your-app']);
    expect(test.said()).toContain('is left out');
    const named = { files, options: { config: 'standin.config.yaml' } };
    await expect(openServing(named)).rejects.toMatchObject({ code: 'key-unknown' });
  });

  it('are the only ones under --strict', async () => {
    await using test = await openServing({ options: { strict: true } });
    expect(appsOf(test).map(([name]) => name)).toEqual(['proof']);
  });
});

describe('who may reach the server', () => {
  it('is anybody only with an admin token', async () => {
    const options = { host: '0.0.0.0', sp: false };
    await expect(openServing({ options })).rejects.toMatchObject({
      code: 'option-invalid',
      fix: expect.stringContaining('STANDIN_ADMIN_TOKEN') as string,
    });
    await using test = await openServing({ options, env: { STANDIN_ADMIN_TOKEN: 'secret' } });
    expect(test.serving.state.options.adminToken).toBe('secret');
    expect(test.serving.state.origin).toMatch(/^http:\/\/localhost:\d+$/);
  });

  it('knows the public URL: addresses are there, and requests may name it', async () => {
    const options = { publicUrl: 'https://idp.example' };
    await using test = await openServing({ options });
    const { state, spOrigin } = test.serving;
    expect(state.origin).toBe('https://idp.example');
    expect(state.options.hosts).toEqual(['idp.example']);
    expect(spOrigin).toMatch(/^http:\/\/idp\.example:\d+$/);
    const [app] = state.tenants.get('okta-acme')?.apps.values() ?? [];
    expect(app?.places.sso).toMatch(/^https:\/\/idp\.example\/app\//);
  });

  it.each([
    [{ port: '70000' }, 'no port'],
    [{ port: 'x' }, 'no port'],
    [{ idp: ['otka'] }, 'no IdP "otka"'],
    [{ autoLogin: 'adda' }, 'no user "adda"'],
    [{ profile: 'prof' }, 'no profile "prof"'],
    [{ clock: 'soon' }, 'not an instant'],
  ])('%j is refused: %s', async (options, message) => {
    await expect(openServing({ options })).rejects.toThrow(message);
  });
});
