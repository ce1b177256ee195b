/** Floor 5: reads pages with a headless browser, for apps whose roster only a person can see. */
import type { Browser, Page } from 'playwright-core';
import { StandinError, TargetError, UserError } from '../../base/errors.js';
import type { PageSource, PageText } from './accounts-source.js';
import { loadPlaywright, type Playwright } from './load-playwright.js';

/** How pages are read. */
export interface PageReaderOptions {
  /** How long one page may take, in milliseconds. */
  readonly timeout: number;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Accept any certificate. */
  readonly insecure: boolean;
  /** The Chromium to use. Default: the environment variable `STANDIN_CHROMIUM`, else playwright's own. */
  readonly executablePath?: string | undefined;
  /** Finds playwright; tests have none. */
  readonly load?: () => Promise<Playwright>;
}

/** A browser of the administrator's own, which logs in before the first page and stays logged in. */
export interface PageReader {
  readonly read: (source: PageSource) => Promise<PageText>;
  readonly close: () => Promise<void>;
}

/** How long a page may go on fetching after it was loaded, in milliseconds. */
const SETTLING = 5_000;

/** A browser that phones nobody. */
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

async function launch(options: PageReaderOptions): Promise<Browser> {
  const { chromium } = await (options.load ?? loadPlaywright)();
  const { executablePath = process.env['STANDIN_CHROMIUM'] } = options;
  try {
    return await chromium.launch({
      args: QUIET,
      ...(executablePath === undefined ? {} : { executablePath }),
    });
  } catch (cause) {
    throw new UserError('dependency-missing', 'No Chromium could be started to read a page.', {
      fix: 'Install one: npx playwright-core install chromium. Or set STANDIN_CHROMIUM to the path of yours.',
      cause,
    });
  }
}

/** Scripts that fetch the roster have fetched it; a page that never rests is read as it is. */
async function settle(page: Page, timeout: number): Promise<void> {
  const patience = Math.min(timeout, SETTLING);
  await page.waitForLoadState('networkidle', { timeout: patience }).catch(() => undefined);
}

async function logIn(
  page: Page,
  login: NonNullable<PageSource['login']>,
  timeout: number,
): Promise<void> {
  await page.goto(login.url);
  for (const [selector, text] of Object.entries(login.fill)) await page.fill(selector, text);
  await page.click(login.click);
  await settle(page, timeout);
}

/** Origin and path; a slash at the end makes no difference. */
function placeOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/$/, '');
}

/** Chromium shows a page of its own for a failure without a text; its status is not told. */
async function statusOf(page: Page, url: string): Promise<number | undefined> {
  try {
    return (await page.goto(url))?.status() ?? 0;
  } catch (error) {
    if (String(error).includes('ERR_HTTP_RESPONSE_CODE_FAILURE')) return undefined;
    throw error;
  }
}

async function textOf(page: Page, url: string, timeout: number): Promise<PageText> {
  const status = await statusOf(page, url);
  if (status === undefined || status >= 400) {
    return { why: `${url} answered ${status ?? 'with a failure'}` };
  }
  await settle(page, timeout);
  const there = page.url();
  if (placeOf(there) !== placeOf(url)) return { why: `${url} led to ${there.slice(0, 200)}` };
  return { html: await page.content() };
}

function unreachable(url: string, cause: unknown): StandinError {
  if (cause instanceof StandinError) return cause;
  const [said = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return new TargetError('target-unreachable', `The page ${url} cannot be read: ${said}`, {
    fix: 'Check `accounts.page` of the target: its URL, and the selectors of its login.',
    cause,
  });
}

/**
 * Opens a reader; the browser is started at the first page.
 *
 * @example
 * const reader = openPageReader({ timeout: 10_000, headers: {}, insecure: false });
 * await reader.read({ kind: 'page', url: 'http://localhost:3000/admin', rows: 'tr' });
 * await reader.close();
 */
export function openPageReader(options: PageReaderOptions): PageReader {
  const { timeout, headers, insecure } = options;
  const started: { browser?: Promise<Browser>; page?: Promise<Page> } = {};
  const pageFor = async ({ login }: PageSource): Promise<Page> => {
    started.browser ??= launch(options);
    const context = await (
      await started.browser
    ).newContext({
      extraHTTPHeaders: headers,
      ignoreHTTPSErrors: insecure,
    });
    context.setDefaultTimeout(timeout);
    const page = await context.newPage();
    if (login !== undefined) await logIn(page, login, timeout);
    return page;
  };
  return {
    async read(source) {
      try {
        started.page ??= pageFor(source);
        return await textOf(await started.page, source.url, timeout);
      } catch (error) {
        throw unreachable(source.url, error);
      }
    },
    async close() {
      // One that never started has nothing to close.
      const browser = await started.browser?.catch(() => undefined);
      await browser?.close();
    },
  };
}
