import { expect, it } from 'vitest';
import { ALL_VENDORS, appOf, authnRequest, send, serverForFile } from './hostile-server.js';
import { openServer } from '../open-server.js';
import { expectClearPage, reflected } from './judge-page.js';
import { chooseUser, messageForm } from './log-in.js';

const server = serverForFile();

/** Where nobody's assertion may go. */
const ELSEWHERE = [
  'https://evil.example/acs',
  'http://localhost.evil.example/acs',
  'http://localhost@evil.example/acs',
  'http://localhost:80@evil.example/acs',
  'http://127.0.0.1.nip.io/acs',
  'http://evil.example\\@localhost/acs',
  '//evil.example/acs',
  '/acs',
  '',
  'javascript:mark()//localhost',
  'data:text/html,hi',
  'file:///etc/passwd',
  'ftp://localhost/acs',
  'http://',
  'http://[::ffff:1.2.3.4]/acs',
  'http://0.0.0.0/acs',
];

const CASES = ALL_VENDORS.flatMap((vendor) => ELSEWHERE.map((acsUrl) => ({ vendor, acsUrl })));

it.each(CASES)('$vendor: an SP that nobody knows is not learnt with $acsUrl', async (one) => {
  const { vendor, acsUrl } = one;
  const { sso } = appOf(server(), vendor, 'your-app').places;
  const issuer = `urn:unknown:${vendor}`;
  const written = acsUrl.replaceAll('&', '&amp;');
  for (const binding of ['redirect', 'post'] as const) {
    const answered = await send(sso, binding, authnRequest({ issuer, acsUrl: written }));
    const html = await answered.text();
    expect(answered.headers.get('x-standin-refusal')).toMatch(/acs-mismatch|unknown-app/);
    expect(answered.headers.get('location')).toBeNull();
    expectClearPage(html);
  }
  expect(appOf(server(), vendor, 'your-app').waiting).toBe(true);
});

it.each(CASES)('$vendor: an SP that is known keeps its ACS when asked for $acsUrl', async (one) => {
  const { vendor, acsUrl } = one;
  const app = appOf(server(), vendor);
  const answered = await send(app.places.sso, 'redirect', authnRequest({ acsUrl }));
  if (answered.status !== 303) {
    expect(answered.headers.get('x-standin-refusal')).toBe('acs-mismatch');
    return;
  }
  // Okta may go to the configured one (fidelity 3.1).
  const html = await (await chooseUser(server(), answered)).text();
  expect(messageForm(html)?.action).toBe('https://app.example/acs');
  expect(reflected(html)).toEqual([]);
});

it.each(ALL_VENDORS)('%s: a learnt SP is learnt once; its ACS never changes', async (vendor) => {
  await using own = await openServer({ vendors: [vendor] });
  const { sso } = appOf(own, vendor, 'your-app').places;
  const issuer = 'http://localhost:3000/metadata';
  const first = 'http://localhost:3000/acs';
  const asked = await send(sso, 'redirect', authnRequest({ issuer, acsUrl: first }));
  expect(messageForm(await (await chooseUser(own, asked)).text())?.action).toBe(first);
  const learnt = appOf(own, vendor, 'your-app');
  expect(learnt.sp.facts).toEqual({ entityId: issuer, acsUrl: first });

  const acsUrl = 'http://localhost:3001/acs';
  const again = await send(learnt.places.sso, 'redirect', authnRequest({ issuer, acsUrl }));
  if (again.status === 303) {
    expect(messageForm(await (await chooseUser(own, again)).text())?.action).toBe(first);
  } else expect(again.headers.get('x-standin-refusal')).toBe('acs-mismatch');
  expect(appOf(own, vendor, 'your-app').application.acsUrls).toEqual([first]);
});

it.each(ALL_VENDORS)('%s: a strict server learns nothing', async (vendor) => {
  await using own = await openServer({ vendors: [vendor], options: { strict: true } });
  const { sso } = appOf(own, vendor, 'your-app').places;
  const acsUrl = 'http://localhost:3000/acs';
  const answered = await send(sso, 'post', authnRequest({ issuer: 'urn:new', acsUrl }));
  expect(answered.headers.get('x-standin-refusal')).toBe('unknown-app');
  expectClearPage(await answered.text());
  expect(appOf(own, vendor, 'your-app').waiting).toBe(true);
});

it.each(ALL_VENDORS)('%s: a host that the server was told is learnt, too', async (vendor) => {
  await using own = await openServer({ vendors: [vendor], options: { hosts: ['dev.corp'] } });
  const { sso } = appOf(own, vendor, 'your-app').places;
  const acsUrl = 'https://dev.corp/acs';
  const asked = await send(sso, 'post', authnRequest({ issuer: 'urn:new', acsUrl }));
  expect(messageForm(await (await chooseUser(own, asked)).text())?.action).toBe(acsUrl);
});
