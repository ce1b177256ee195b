import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.js';
import { seededRandom } from '../../src/base/random.js';
import type { TargetConfig } from '../../src/scenario/target-config.js';
import { offerConfigured } from '../../src/sp/configured.js';
import type { TargetOffer } from '../../src/sp/target.js';
import { expressApp, type ExpressApp } from './apps/express-app.js';
import { idpFor } from './apps/idp-route.js';
import { targetConfig } from './apps/target-config.js';

const context = { clock: systemClock, random: seededRandom('configured') };
const folder = mkdtempSync(join(tmpdir(), 'standin-configured-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The Express app on a port of its own. */
async function running(): Promise<ExpressApp & { readonly base: string }> {
  const server: Server = expressApp('http://x').app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = expressApp(base);
  server.removeAllListeners('request').on('request', made.app);
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { ...made, base };
}

function offered(config: TargetConfig, metadata?: () => string): TargetOffer {
  const offer = offerConfigured(config, metadata === undefined ? {} : { metadata });
  closing.unshift(() => offer.stop());
  return offer;
}

const SIGNING = (base: string): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:told"><SPSSODescriptor AuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>MIIC</X509Certificate></X509Data></KeyInfo></KeyDescriptor><AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${base}/saml/acs" index="0"/></SPSSODescriptor></EntityDescriptor>`;

describe('the metadata of the app', () => {
  it('in a file is known before anything is opened', async () => {
    const metadata = join(folder, 'sp.xml');
    writeFileSync(metadata, SIGNING('http://127.0.0.1:1'));
    const offer = offered(targetConfig('http://127.0.0.1:1', { metadata }));
    expect(offer.abilities.signsRequests).toBe(true);
    expect(await offer.open(context)).toMatchObject({
      entityId: 'urn:told',
      acsUrl: 'http://127.0.0.1:1/saml/acs',
      signingCertificate: 'MIIC',
    });
  });

  it('at a URL is read from the running app', async () => {
    const { base } = await running();
    const offer = offered(targetConfig(base, { metadata: `${base}/metadata` }));
    await offer.start();
    expect(offer.abilities.signsRequests).toBe(false);
    expect(await offer.open(context)).toMatchObject({ entityId: `${base}/metadata` });
  });

  it.each([
    ['none.xml', undefined, 'file-not-found'],
    ['page.xml', '<html></html>', 'message-malformed'],
  ])('in %s cannot be used', (name, text, code) => {
    const metadata = join(folder, name);
    if (text !== undefined) writeFileSync(metadata, text);
    const config = targetConfig('http://127.0.0.1:1', { metadata });
    expect(() => offerConfigured(config)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('at a URL that answers something else cannot be used', async () => {
    const { base } = await running();
    const offer = offered(targetConfig(base, { metadata: `${base}/nowhere` }));
    await expect(offer.start()).rejects.toMatchObject({ code: 'target-undrivable' });
  });
});

it('an ACS at a host that nobody named gets nothing', async () => {
  const metadata = join(folder, 'away.xml');
  writeFileSync(metadata, SIGNING('https://production.example'));
  const config = targetConfig('http://127.0.0.1:1', { metadata });
  await expect(offered(config).open(context)).rejects.toMatchObject({
    code: 'target-undrivable',
    fix: expect.stringContaining('https://production.example in its `origins`') as string,
  });
  const named = { ...config, origins: ['https://production.example'] };
  expect(await offered(named).open(context)).toMatchObject({ entityId: 'urn:told' });
});

describe('hooks', () => {
  const at = (base: string, call: string, text?: string) =>
    ({
      kind: 'request',
      method: 'POST',
      url: `${base}/admin/${call}`,
      headers: {},
      ...(text === undefined ? {} : { body: { type: 'application/json', text } }),
    }) as const;

  it('are called with what they are about', async () => {
    const { base, calls } = await running();
    const offer = offered(
      targetConfig(base, {
        clock: at(base, 'clock', '{"now":"{now}"}'),
        deprovision: at(base, 'off', '{"who":"{email}","id":"{nameId}"}'),
        trust: { ...at(base, 'idp'), body: { type: 'text/xml', text: '{metadata}' } },
        reset: at(base, 'reset'),
      }),
    );
    expect(offer.abilities).toMatchObject({
      clock: true,
      trust: true,
      reset: true,
      deprovision: true,
    });
    const target = await offer.open(context);
    const { trust } = idpFor(target);
    await target.trust(trust);
    await target.setClock?.(Date.UTC(2026, 2, 2));
    await target.deprovision?.({ email: 'ada@acme.example', nameId: 'n1' });
    await target.reset?.();
    expect(calls).toEqual([
      { path: '/admin/idp', body: trust.metadata },
      { path: '/admin/clock', body: { now: '2026-03-02T00:00:00.000Z' } },
      { path: '/admin/off', body: { who: 'ada@acme.example', id: 'n1' } },
      expect.objectContaining({ path: '/admin/reset' }),
    ]);
  });

  it('that fail say what the app answered', async () => {
    const { base } = await running();
    const target = await offered(targetConfig(base, { reset: at(base, 'fail') })).open(context);
    await expect(target.reset?.()).rejects.toMatchObject({
      code: 'target-undrivable',
      message: expect.stringContaining('answered 500: <b>no database</b>') as string,
    });
  });

  it('that are not configured are not there', async () => {
    const { base } = await running();
    const offer = offered(targetConfig(base));
    expect(Object.values(offer.abilities)).not.toContain(true);
    const target = await offer.open(context);
    for (const hook of ['reset', 'setClock', 'deprovision'])
      expect(target).not.toHaveProperty(hook);
    await target.trust(idpFor(target).trust);
  });
});

it('the IdP is in its file before the app starts', async () => {
  const { base } = await running();
  const file = join(folder, 'new', 'idp.xml');
  const offer = offered(targetConfig(base, { trust: { kind: 'file', file } }), () => '<metadata/>');
  expect(offer.abilities.trust).toBe(false);
  await offer.start();
  expect(readFileSync(file, 'utf8')).toBe('<metadata/>');
});

it('an app that does not run is unreachable', async () => {
  const { base } = await running();
  await closing.pop()?.();
  const config = targetConfig(base, { entityId: 'urn:x', acs: `${base}/saml/acs` });
  const target = await offered(config).open(context);
  const login = target.begin(target.browser([]), { email: 'ada@acme.example' });
  await expect(login).rejects.toMatchObject({ code: 'target-unreachable' });
});
