/** Every code block of the README and of the guide to the test library runs, and every example in its docstrings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { mockIdp } from '../../src/testing/mock-idp.js';
import '../../src/testing/vitest.js';
import { instantOf } from '../../src/testing/instant.js';
import { passportApp } from '../testing/passport-app.js';
import type { DefinedTest } from './code-block.js';
import { codeBlocks, docstringExamples, runBlock, withPromises } from './code-block.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'];
const servers: Server[] = [];
const browsers: Browser[] = [];

afterAll(async () => {
  for (const browser of browsers) await browser.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function serveApp(saml: Parameters<typeof passportApp>[0]): Promise<{ url: string }> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', passportApp({ ...saml, callbackUrl: `${url}/acs` }).app);
  return { url };
}

/** Collects what a block defines, then plays it as a test runner would. */
async function playBlock(code: string, more: Readonly<Record<string, unknown>>): Promise<number> {
  const tests: DefinedTest[] = [];
  const after: Record<'each' | 'all', (() => unknown)[]> = { each: [], all: [] };
  await runBlock(code, {
    test: (title: string, run: () => unknown) => tests.push({ title, run }),
    afterEach: (act: () => unknown) => after.each.push(act),
    afterAll: (act: () => unknown) => after.all.push(act),
    createApp: passportApp,
    serveApp,
    expect,
    mockIdp,
    ...more,
  });
  for (const { run } of tests) {
    await run();
    for (const act of after.each) await act();
  }
  for (const act of after.all) await act();
  return tests.length;
}

const BLOCKS = ['README.md', 'docs/guide/testing.md'].flatMap((page) =>
  codeBlocks(readFileSync(page, 'utf8')).map((block) => ({
    ...block,
    title: `${page}: ${block.title}`,
  })),
);
const usesBrowser = ({ code }: { readonly code: string }): boolean =>
  code.includes('browser.newPage');

describe('a code block', () => {
  it.each(BLOCKS.filter((block) => !usesBrowser(block)))('$title', async ({ code }) => {
    expect(await playBlock(code, {})).toBeGreaterThan(0);
  });

  // Needs a browser of the machine's own.
  it.skipIf(!existsSync(CHROMIUM)).each(BLOCKS.filter(usesBrowser))(
    '$title (skipped where there is no Chromium)',
    async ({ code }) => {
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
      browsers.push(browser);
      expect(await playBlock(code, { browser })).toBe(1);
    },
  );
});

const RUNNER_ENTRIES = ['vitest.ts', 'jest.ts'];
const EXAMPLES = readdirSync('src/testing')
  .filter((file) => file.endsWith('.ts') && !RUNNER_ENTRIES.includes(file))
  .flatMap((file) =>
    docstringExamples(readFileSync(`src/testing/${file}`, 'utf8')).map((code) => ({ file, code })),
  );

describe('examples in docstrings', () => {
  it('are there', () => {
    expect(EXAMPLES.length).toBeGreaterThan(20);
  });

  it.each(EXAMPLES)('$file', async ({ code }) => {
    await using idp = await mockIdp();
    const { app } = passportApp({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
    const createApp = (saml: Parameters<typeof passportApp>[0]) => passportApp(saml).app;
    const own = code.includes('await using idp') ? {} : { idp };
    await runBlock(withPromises(code), { app, createApp, expect, instantOf, mockIdp, ...own });
  });
});
