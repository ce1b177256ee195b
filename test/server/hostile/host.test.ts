import { expect, it } from 'vitest';
import { appOf, serverForFile } from './hostile-server.js';
import { expectClearPage } from './judge-page.js';
import { exchange, requestText, statusOf } from './raw-exchange.js';

const server = serverForFile({ options: { hosts: ['idp.corp.example'] } });

function launchPath(): string {
  return new URL(appOf(server(), 'okta').places.launch).pathname;
}

/** Asks for a page that exists, in a way of its own. */
async function ask(target: string, ...headers: readonly string[]): Promise<string> {
  return exchange(server().origin, requestText(`GET ${target} HTTP/1.1`, headers), false);
}

function bodyOf(said: string): string {
  return said.slice(said.indexOf('\r\n\r\n') + 4);
}

it.each([
  '127.0.0.1',
  '127.0.0.1:7000',
  'localhost',
  'LocalHost:1',
  'LOCALHOST.',
  'sub.localhost:9',
  '127.8.9.10',
  '[::1]:7000',
  'idp.corp.example',
  'IDP.Corp.Example:443',
])('answers for the host %s', async (host) => {
  expect(statusOf(await ask(launchPath(), `Host: ${host}`))).toBe(303);
});

it.each([
  'evil.example',
  'localhost.evil.example',
  'evil.example:80@localhost.evil.example',
  'localhost@evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1.nip.io',
  'idp.corp.example.evil.example',
  'notidp.corp.example',
  '0.0.0.0',
  '169.254.169.254',
  '192.168.0.1',
  '[::]',
  '[::ffff:169.254.169.254]',
  'localhost:99999',
  'local host',
  '"><x-mark>',
  ' ',
])('does not answer for the host %j', async (host) => {
  const said = await ask(launchPath(), `Host: ${host}`);
  expect([400, 421]).toContain(statusOf(said));
  expectClearPage(bodyOf(said));
});

it('needs one host, and one only', async () => {
  expect(statusOf(await ask(launchPath()))).toBe(400);
  const old = await exchange(server().origin, requestText(`GET ${launchPath()} HTTP/1.0`));
  expect(statusOf(old)).toBe(421);
  const two = await ask(launchPath(), 'Host: localhost', 'Host: evil.example');
  expect(statusOf(two)).toBe(303);
  const other = await ask(launchPath(), 'Host: evil.example', 'Host: localhost');
  expect([400, 421]).toContain(statusOf(other));
});

it('asks the host of a target in absolute form (RFC 9112 3.2.2), whatever the header says', async () => {
  const path = launchPath();
  expect(statusOf(await ask(`http://localhost:1${path}`, 'Host: evil.example'))).toBe(303);
  expect(statusOf(await ask(`HTTP://127.0.0.1${path}`, 'Host: localhost'))).toBe(303);
  const elsewhere = await ask(`http://evil.example${path}`, 'Host: localhost');
  expect(statusOf(elsewhere)).toBe(421);
  expectClearPage(bodyOf(elsewhere));
  expect(statusOf(await ask('http://', 'Host: localhost'))).toBe(421);
});

it.each(['//evil.example', '//evil.example/app/a/b/sso/saml', '/\\evil.example', '*', '/%2f/evil'])(
  'leads nowhere from %s',
  async (target) => {
    const said = await ask(target, 'Host: localhost');
    expect([400, 404]).toContain(statusOf(said));
    expect(said).not.toMatch(/^location:/im);
    expectClearPage(bodyOf(said));
  },
);

it('sends browsers to its own pages by paths, never by what the request calls the host', async () => {
  const said = await ask(launchPath(), 'Host: sub.localhost:1', 'X-Forwarded-Host: evil.example');
  expect(/^location: (.*)$/im.exec(said)?.[1]).toMatch(/^\/__standin\/login\/[\w-]+\r?$/);
  expect(said).not.toContain('evil.example');
});
