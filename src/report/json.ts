/** Floor 8: the run as JSON (`schema/result.schema.json`). */
import type { RunResult } from '../run/result.js';
import type { Reporter } from './reporter.js';

/** Wall time is left out: the same seed, clock and keys give the same bytes. */
function withoutTimes(result: RunResult): unknown {
  return {
    ...result,
    stories: result.stories.map((story) => ({ ...story, durationMs: undefined })),
  };
}

/** Machine-readable, and byte-identical for the same seed, clock and keys. */
export const jsonReporter: Reporter = {
  name: 'json',
  summary: 'everything that was seen, for machines',
  render: (result) => `${JSON.stringify(withoutTimes(result), null, 2)}\n`,
};
