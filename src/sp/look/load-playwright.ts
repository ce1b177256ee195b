/** Floor 5: playwright, for those who have installed it. */
import type { BrowserType } from 'playwright-core';
import { UserError } from '../../base/errors.js';

/** What is used of it. */
export interface Playwright {
  readonly chromium: BrowserType;
}

/**
 * Loads playwright, which is no dependency: only rosters on a page need it.
 *
 * @param load - finds it; tests find nothing
 * @throws UserError `dependency-missing` when it is not installed
 */
export async function loadPlaywright(
  load: () => Promise<Playwright> = () => import('playwright-core'),
): Promise<Playwright> {
  try {
    return await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new UserError(
      'dependency-missing',
      'Accounts on a page are read with playwright-core, which is not installed.',
      {
        fix: 'Install it: npm install --save-dev playwright-core && npx playwright-core install chromium.',
        cause,
      },
    );
  }
}
