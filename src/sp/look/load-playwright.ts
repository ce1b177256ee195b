/** Floor 5: playwright, for those who have installed it. */
import type { BrowserType } from 'playwright-core';
import { UserError } from '../../base/errors.js';

/** What is used of it. */
export interface Playwright {
  readonly chromium: BrowserType;
}

/** Either name will do: `playwright` brings a way to install browsers, `playwright-core` is the driver alone. */
const NAMES: readonly string[] = ['playwright', 'playwright-core'];

/**
 * Loads playwright.
 *
 * @throws UserError `dependency-missing` when it is not installed
 */
export async function loadPlaywright(names: readonly string[] = NAMES): Promise<Playwright> {
  for (const name of names) {
    try {
      return (await import(name)) as Playwright;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  throw new UserError(
    'dependency-missing',
    'Accounts on a page are read with playwright, which is not installed.',
    {
      fix: 'Install it: npm install --save-dev playwright && npx playwright install chromium.',
    },
  );
}
