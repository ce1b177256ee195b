/** Floor 8: the run as JSON (`schema/result.schema.json`). */
import type { RunResult } from '../run/result.js';
import type { Reporter } from './reporter.js';

/** Wall time is left out: the same seed, clock and keys give the same bytes. Evidence and prose are for people. */
function plain(result: RunResult): unknown {
  return {
    ...result,
    stories: result.stories.map((story) => ({
      ...story,
      durationMs: undefined,
      description: undefined,
      references: undefined,
      steps: story.steps.map((step) => ({ ...step, evidence: undefined })),
    })),
  };
}

/** Machine-readable, and byte-identical for the same seed, clock and keys. */
export const jsonReporter: Reporter = {
  name: 'json',
  summary: 'everything that was seen, for machines',
  render: (result) => `${JSON.stringify(plain(result), null, 2)}\n`,
};
