/** Floor 8: the run with its evidence, as a page that works offline. */
import type { Reporter } from './reporter.js';

/** What a person reads when a verdict has to be believed. */
export const htmlReporter: Reporter = {
  name: 'html',
  summary: 'one page with the evidence, for people: html=report.html',
  needsEvidence: true,
  needsFile: true,
  async render(result) {
    const { page } = await import('./html/page.js');
    return page(result);
  },
};
