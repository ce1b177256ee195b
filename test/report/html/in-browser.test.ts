/** The report in a real browser: what no parser can say. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReporter } from '../../../src/report/html.js';
import type { RunResult } from '../../../src/run/result.js';
import { OF_EACH_ENDING } from '../attacks.js';
import { recordedRun } from '../recorded.js';
import { run, story, UNDRIVEN } from '../results.js';

const CHROMIUM = '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core says, as far as it is asked. */
interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** A run in which a story of each verdict stands, with all its evidence in the open one. */
async function everything(): Promise<RunResult> {
  const recorded = await recordedRun({ paths: ['scenarios/lifecycle/name-drift.yaml'] });
  const stories = recorded.stories.map((each, index) =>
    index === 0 ? { ...each, verdict: 'failed' as const } : each,
  );
  return {
    ...run([
      ...stories,
      story('a', 'entra', 'failed'),
      story('b', 'okta', 'not-verified'),
      story('c', 'okta', 'error', UNDRIVEN),
      ...OF_EACH_ENDING,
    ]),
    notes: ['The clock is real.'],
    leftOut: [{ id: 'x', why: 'needs trust' }],
  };
}

describe.skipIf(!existsSync(CHROMIUM))('the report in a browser (needs /usr/bin/chromium)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standin-html-'));
  const url = pathToFileURL(join(folder, 'report.html')).href;
  const open: { browser?: Browser } = {};
  const said: string[] = [];

  async function visit(width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    if (open.browser === undefined) throw new Error('no browser');
    const page = await open.browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => said.push(request.url()));
    await page.goto(url);
    return page;
  }

  const openAll = async (page: Page): Promise<void> => {
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
  };

  beforeAll(async () => {
    const html = await htmlReporter.render(await everything(), { color: false });
    writeFileSync(join(folder, 'report.html'), html);
    open.browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-quic',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await open.browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is allowed its style, says nothing on the console and requests nothing but itself', async () => {
    said.length = 0;
    const page = await visit(1280, 'light');
    const border = await page
      .locator('.run')
      .evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(border).toBe('4px');
    expect(said).toEqual([url]);
    await page.close();
  });

  it.each([320, 390, 1280])(
    'is no wider than a window of %i pixels, all of it open',
    async (width) => {
      const page = await visit(width, 'light');
      await openAll(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.close();
    },
  );

  it('leaves out stories of other verdicts without a script', async () => {
    const page = await visit(1280, 'light');
    expect(await page.locator('.story:visible').count()).toBe(12);
    await page.getByLabel('failed').check();
    expect(await page.locator('.story:visible').count()).toBe(5);
    await page.getByLabel('not driven').check();
    expect(await page.locator('.story:visible').count()).toBe(2);
    await page.getByLabel('all').check();
    expect(await page.locator('.story:visible').count()).toBe(12);
    await page.close();
  });

  it('is used by keyboard: the first key leads to the stories, a folded one opens', async () => {
    const page = await visit(1280, 'light');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Skip to the stories',
    );
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stories');
    const folded = page.locator('.story.passed > summary').first();
    await folded.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.story.passed').first().getAttribute('open')).toBe('');
    await page.close();
  });

  it('selects a command as a whole with one click', async () => {
    const page = await visit(1280, 'light');
    await page.locator('header .command').click();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('standin run --seed 7');
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no finding of axe-core in %s colours',
    async (scheme) => {
      const page = await visit(1280, scheme);
      await openAll(page);
      // The page's policy runs no script; an isolated world of the debugger is not bound by it.
      const client = await page.context().newCDPSession(page);
      const { frameTree } = await client.send('Page.getFrameTree');
      const world = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
      const contextId = world.executionContextId;
      await client.send('Runtime.evaluate', { expression: AXE, contextId });
      const { result } = await client.send('Runtime.evaluate', {
        expression: 'axe.run(document).then(({ violations }) => JSON.stringify(violations))',
        awaitPromise: true,
        contextId,
      });
      const violations = JSON.parse(String(result.value)) as readonly AxeViolation[];
      expect(
        violations.map(
          ({ id, impact, nodes }) => `${id} (${impact ?? ''}): ${nodes[0]?.html ?? ''}`,
        ),
      ).toEqual([]);
      await page.close();
    },
  );
});
