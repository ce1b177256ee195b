/** The dashboard in Chromium: a click, a refused login, the log that shows it at once; and what axe finds. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServedApp } from '../../src/server/state/tenant-state.js';
import { openServer, type TestServer } from '../server/open-server.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OKTA = '/__standin/tenants/okta-acme';

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

/** What axe finds: the rule, and where it is broken. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.skipIf(!existsSync(CHROMIUM))('the dashboard in a browser', { timeout: 90_000 }, () => {
  const kept: { browser?: Browser; server?: TestServer } = {};
  beforeAll(async () => {
    kept.browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    kept.server = await openServer();
  });
  afterAll(async () => {
    await kept.browser?.close();
    await kept.server?.[Symbol.asyncDispose]();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    if (kept.browser === undefined || kept.server === undefined) throw new Error('not open');
    const context = await kept.browser.newContext({ ...options, baseURL: kept.server.origin });
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  function app(): ServedApp {
    const found = kept.server?.state.tenants.get('okta-acme')?.apps.get('app');
    if (found === undefined) throw new Error('no application');
    return found;
  }

  it('deactivates by a click; the next login is refused, and the log shows both at once', async () => {
    const log = await open('/__standin/log');
    await log.getByText('live', { exact: true }).waitFor();
    const people = await open('/');
    await people.getByRole('link', { name: /People of Okta/ }).click();
    await people.getByRole('button', { name: 'Deactivate Grace Hopper' }).click();
    const done = people
      .getByRole('status')
      .filter({ hasText: 'Done: Grace Hopper is deactivated.' });
    await done.waitFor();
    await log.getByText('deactivate Grace Hopper: now deprovisioned').waitFor();
    const login = await open(app().places.launch);
    const [refused] = await Promise.all([
      login.waitForResponse((response) => response.request().method() === 'POST'),
      login.locator('button[name=user][value=grace]').click(),
    ]);
    expect(refused.headers()['x-standin-refusal']).toBe('user-deactivated');
    await log.getByText(/refused grace: user-deactivated/).waitFor();
    const kinds = await log.locator('#log > li .chip').allTextContents();
    expect(kinds.slice(0, 3)).toEqual(['refusal', 'launch', 'directory']);
    for (const page of [log, people, login]) await page.context().close();
  });

  it('shows the messages of a login as they come, and rows that name nobody’s markup', async () => {
    const page = await open('/__standin/log?kind=error');
    await page.getByText('live', { exact: true }).waitFor();
    kept.server?.state.log.add({
      kind: 'error',
      summary: '<img src=x onerror="document.title = 1">',
      xml: '<a><b>text</b></a>',
    });
    await page.getByText('<img src=x onerror="document.title = 1">').waitFor();
    await page.locator('#log summary').first().click();
    expect(await page.locator('#log pre').first().innerText()).toBe('<a>\n  <b>text</b>\n</a>\n');
    expect(await page.locator('#log img').count()).toBe(0);
    expect(await page.title()).toBe('Log · Standin');
    await page.context().close();
  });

  it('copies what an SP must be told', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const page = await open('/', { permissions });
    const value = app().places.metadata;
    const fact = page.locator('details.app').filter({ hasText: value }).first();
    await fact.locator('summary').first().click();
    await fact.getByRole('button', { name: 'Copy Metadata URL' }).click();
    await fact.getByRole('button', { name: 'Copy Metadata URL' }).getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
    await page.context().close();
  });

  it('works without script, by keyboard', async () => {
    const page = await open(`${OKTA}?q=turing`, { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Suspend Alan Turing' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Done: Alan Turing is suspended.').waitFor();
    await page.goto('/__standin/log');
    expect(await page.locator('#log > li').first().innerText()).toContain('suspend Alan Turing');
    expect(await page.getByRole('status').innerText()).toBe('not live');
    await page.context().close();
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has nothing that axe objects to, in %s at %s pixels', async (colorScheme, width) => {
    const viewport = { width, height: 844 };
    const page = await open('/', { colorScheme, viewport });
    for (const path of ['/', OKTA, `${OKTA}/users/ada`, `${OKTA}/users/wei`, '/__standin/log']) {
      await page.goto(path);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
      });
      expect([path, await findings(page)]).toEqual([path, []]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, wide]).toEqual([path, width]);
    }
    await page.context().close();
  });
});
