/** What somebody did in Chromium, at the SP that comes along and on the dashboard, is saved and played again. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedListener, embeddedStart } from '../../src/cli/serve/embedded-sp.js';
import { planRun } from '../../src/run/plan.js';
import { runPlan } from '../../src/run/run.js';
import { holdPort } from '../../src/server/listen.js';
import { WAITING_SP } from '../../src/server/state/tenant-state.js';
import { openServer, START, type TestServer } from '../server/open-server.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

interface Stand {
  readonly browser: Browser;
  readonly server: TestServer;
  readonly folder: string;
  close(): Promise<void>;
}

async function openStand(): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-saved-'));
  const sp = await holdPort({ port: 0, host: '127.0.0.1' });
  const settings = { profile: 'proof' };
  const choice = { origin: sp.origin, settings, near: join(folder, 'story.yaml') };
  const server = await openServer({ sps: [embeddedStart(choice), WAITING_SP] });
  sp.serve(embeddedListener(choice, server.state));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  return {
    ...{ browser, server, folder },
    async close() {
      await browser.close();
      await Promise.all([server[Symbol.asyncDispose](), sp.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe.skipIf(!existsSync(CHROMIUM))('a story saved in a browser', () => {
  const kept: { stand?: Stand } = {};
  beforeAll(async () => {
    kept.stand = await openStand();
  });
  afterAll(() => kept.stand?.close());

  function stand(): Stand {
    if (kept.stand === undefined) throw new Error('not open');
    return kept.stand;
  }

  /** From the start page to the SP and the IdP, in a browser of the person's own. */
  async function logIn(vendor: string, user: string): Promise<Page> {
    const context = await stand().browser.newContext({ baseURL: stand().server.origin });
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('link', { name: `Log in with ${vendor}` }).click();
    await page.locator(`button[name=user][value=${user}]`).click();
    return page;
  }

  it.each([
    ['Okta', 'okta-acme', 0],
    ['Microsoft Entra ID', 'entra-acme', 1],
  ] as const)(
    'at %s plays green',
    async (vendor, key, logouts) => {
      const inside = await logIn(vendor, 'ada');
      await inside.getByText('ada.byron@acme.example').first().waitFor();
      // Okta logs nobody out elsewhere unless the application was set up for it.
      const everywhere = inside.getByRole('link', { name: 'Sign out everywhere' });
      expect(await everywhere.count()).toBe(logouts);
      if (logouts > 0) await everywhere.click();
      const desk = await inside.context().newPage();
      await desk.goto(`/__standin/tenants/${key}/users/ada`);
      await desk.getByLabel('Last name').fill('Lovelace');
      await desk.getByRole('button', { name: 'Change' }).click();
      await desk.getByText('Done: Ada Byron is active.').waitFor();
      const again = await logIn(vendor, 'ada');
      await again.getByText('ada.byron@acme.example').first().waitFor();
      await desk.getByRole('button', { name: 'Deactivate Ada Byron' }).click();
      await desk.getByText('Done: Ada Byron is deactivated.').waitFor();
      const refused = await logIn(vendor, 'ada');
      await refused.getByText('user-deactivated').first().waitFor();
      const guest = await logIn(vendor, 'gus');
      await guest
        .getByText(/domain/)
        .first()
        .waitFor();
      await desk.goto(`/__standin/tenants/${key}`);
      const [download] = await Promise.all([
        desk.waitForEvent('download'),
        desk.getByRole('link', { name: 'Save the story' }).click(),
      ]);
      const file = join(stand().folder, download.suggestedFilename());
      await download.saveAs(file);
      const plan = planRun({ paths: [file], cwd: stand().folder, now: START });
      const [item] = plan.items;
      const told = item?.scenario.steps.map(({ verb, expect: promised }) => {
        const word = promised?.reason ?? promised?.outcome;
        return word === undefined ? verb : `${verb}: ${word}`;
      });
      expect(told).toEqual([
        'login: logged-in',
        ...(logouts > 0 ? ['logout'] : []),
        'update',
        'login: logged-in',
        'deactivate',
        'login: user-deactivated',
        'login: domain-not-verified',
      ]);
      const { verdict, stories } = await runPlan(plan, { seed: '1', version: '0', command: 'run' });
      const wrong = stories.flatMap(({ steps, error }) => [
        ...(error === undefined ? [] : [error]),
        ...steps.flatMap(({ findings }) => findings.filter((each) => each.verdict !== 'passed')),
      ]);
      expect([verdict, wrong]).toEqual(['passed', []]);
      for (const page of [inside, again, refused, guest]) await page.context().close();
    },
    120_000,
  );
});
