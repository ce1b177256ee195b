import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsLook } from '../../../src/sp/look/accounts.js';
import type { PageSource } from '../../../src/sp/look/accounts-source.js';
import { loadPlaywright } from '../../../src/sp/look/load-playwright.js';
import { openPageReader, type PageReader } from '../../../src/sp/look/page-reader.js';
import type { AccountsObservation } from '../../../src/sp/target.js';

const CANDIDATES = [
  process.env['STANDIN_CHROMIUM'],
  '/usr/bin/chromium',
  chromium.executablePath(),
];
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

const LOGIN =
  '<form method=post action=/in><input id=user name=user><button id=go>Log in</button></form>';
/** A roster that only scripts show. */
const ROSTER = `<table></table><script>
  fetch('/rows').then((answer) => answer.json()).then((rows) => {
    for (const [mail, name] of rows) document.querySelector('table').insertRow().innerHTML =
      '<td class=mail>' + mail + '</td><td>' + name + '</td>';
  });</script>`;

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  const admin = request.headers.cookie?.includes('admin=1') === true;
  if (request.url === '/in') {
    response.writeHead(303, { location: '/admin', 'set-cookie': 'admin=1' }).end();
  } else if (request.url === '/rows')
    response.end('[["ada@acme.example","Ada"],["b@acme.example","B"]]');
  else if (request.url === '/login') response.end(LOGIN);
  else if (request.url === '/failing') response.writeHead(500).end('<p>no database</p>');
  else if (request.url === '/empty') response.writeHead(500).end();
  else if (admin) response.end(ROSTER);
  else response.writeHead(302, { location: '/login' }).end();
});

let base = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const OPTIONS = { timeout: 10_000, headers: {}, insecure: false, executablePath };
const unasked = (): Promise<never> => Promise.reject(new Error('asked'));

function look(reader: PageReader, source: Partial<PageSource>): Promise<AccountsObservation> {
  const page: PageSource = { kind: 'page', url: `${base}/admin`, rows: 'tr', ...source };
  const fields = { email: '.mail', displayName: 'td:nth-child(2)' };
  const reach = { ask: unasked, shell: unasked, page: reader.read };
  return accountsLook({ source: page, fields }, reach)();
}

// Only where there is a Chromium: it is no dependency.
describe.skipIf(executablePath === undefined)(
  'a roster in a real browser (needs a Chromium)',
  () => {
    const readers: PageReader[] = [];
    afterAll(() => Promise.all(readers.map((reader) => reader.close())));
    const opened = (timeout = 10_000): PageReader => {
      const reader = openPageReader({ ...OPTIONS, timeout });
      readers.push(reader);
      return reader;
    };

    it('is read after an administrator logged in and scripts ran, again and again', async () => {
      const reader = opened();
      const login = { url: `${base}/login`, fill: { '#user': 'admin' }, click: '#go' };
      for (let turn = 0; turn < 2; turn++) {
        expect(await look(reader, { login })).toMatchObject({
          accounts: [
            { id: 'ada@acme.example', email: 'ada@acme.example', displayName: 'Ada' },
            { email: 'b@acme.example' },
          ],
        });
      }
    });

    it('is not taken from the page for those who are not logged in', async () => {
      expect(await look(opened(), {})).toMatchObject({
        kind: 'unknown',
        why: expect.stringContaining('/login') as string,
      });
    });

    it('is unknown when the page fails, and an error when nothing answers', async () => {
      const reader = opened();
      expect(await look(reader, { url: `${base}/failing` })).toMatchObject({
        kind: 'unknown',
        why: expect.stringContaining('answered 500') as string,
      });
      expect(await look(reader, { url: `${base}/empty` })).toMatchObject({ kind: 'unknown' });
      await expect(look(reader, { url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
        code: 'target-unreachable',
      });
    });

    it('needs selectors that exist for its login', async () => {
      const login = { url: `${base}/login`, fill: { '#nobody': 'x' }, click: '#go' };
      await expect(look(opened(500), { login })).rejects.toMatchObject({
        code: 'target-unreachable',
        fix: expect.stringContaining('`accounts.page`') as string,
      });
    });
  },
);

describe('without what it needs', () => {
  it('says how to install playwright', async () => {
    const missing = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('no package'), { code: 'ERR_MODULE_NOT_FOUND' }));
    const load = (): ReturnType<typeof loadPlaywright> => loadPlaywright(missing);
    const reader = openPageReader({ ...OPTIONS, load });
    await expect(look(reader, {})).rejects.toMatchObject({
      name: 'UserError',
      code: 'dependency-missing',
      fix: expect.stringContaining('npm install --save-dev playwright-core') as string,
    });
    await reader.close();
  });

  it('says how to install a browser', async () => {
    const reader = openPageReader({ ...OPTIONS, executablePath: '/no/such/chromium' });
    await expect(look(reader, {})).rejects.toMatchObject({
      code: 'dependency-missing',
      fix: expect.stringContaining('STANDIN_CHROMIUM') as string,
    });
    await reader.close();
  });
});
