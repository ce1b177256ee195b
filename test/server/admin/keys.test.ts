/** Rotated keys: what is signed with them, what metadata lists, and back to the start. */
import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { readSigningKey } from '../../../src/run/key-files.js';
import { openServer, type TestServer } from '../open-server.js';
import { call } from './api-client.js';
import { messageIn, openTile } from './browser.js';

const FIRST = readSigningKey('okta-1').certificate;
const SECOND = readSigningKey('okta-2').certificate;

async function listed(server: TestServer): Promise<readonly string[]> {
  const places = server.state.tenants.get('okta-acme')?.apps.get('app')?.places;
  const metadata = await (await fetch(places?.metadata ?? '')).text();
  return [...metadata.matchAll(/X509Certificate>([^<]+)</g)].map(([, text = '']) =>
    text.replaceAll(/\s/g, ''),
  );
}

/** Whether the Response of a login verifies with a certificate, as xml-crypto sees it. */
async function verifies(server: TestServer, pem: string): Promise<boolean> {
  await call(server, 'POST /next', { body: { user: 'ada' } });
  const message = messageIn(await (await openTile(server, 'okta-acme')).text()) ?? '';
  const [signature = ''] = /<ds:Signature[^]*?<\/ds:Signature>/.exec(message) ?? [];
  const verifier = new SignedXml({ publicCert: new X509Certificate(pem).toString() });
  verifier.getCertFromKeyInfo = () => null;
  verifier.loadSignature(signature);
  try {
    return verifier.checkSignature(message);
  } catch {
    return false;
  }
}

it('signs with the next key, and metadata lists what the test wants', async () => {
  await using server = await openServer();
  expect(await listed(server)).toEqual([FIRST.base64]);
  await call(server, 'POST /tenants/okta/rotate', { body: { pending: true } });
  expect(await listed(server)).toEqual([FIRST.base64, SECOND.base64]);
  expect(await verifies(server, FIRST.pem)).toBe(true);
  await call(server, 'POST /tenants/okta/rotate', { body: { overlap: true } });
  expect(await listed(server)).toEqual([SECOND.base64, FIRST.base64]);
  expect(await verifies(server, FIRST.pem)).toBe(false);
  expect(await verifies(server, SECOND.pem)).toBe(true);
  await call(server, 'POST /tenants/okta/rotate');
  expect(await listed(server)).toEqual([SECOND.base64]);
  expect((await call(server, 'POST /tenants/okta/rotate')).json).toMatchObject({
    error: { code: 'key-missing' },
  });
});

it('goes back to the first with the reset', async () => {
  await using server = await openServer();
  await call(server, 'POST /tenants/okta/rotate');
  await call(server, 'POST /reset');
  expect(await listed(server)).toEqual([FIRST.base64]);
  expect(await verifies(server, FIRST.pem)).toBe(true);
});

it.each([
  [{ overlap: true }, { overlap: true }],
  [{ pending: true }, { overlap: true, pending: true }],
  [{}, null],
])('%o is recorded in the words of stories', async (body, said) => {
  await using server = await openServer();
  await call(server, 'POST /tenants/okta/rotate', { body });
  expect(server.state.recorded).toMatchObject([
    { tenant: 'okta-acme', step: { 'rotate-keys': said } },
  ]);
});
