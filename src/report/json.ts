/** Floor 8: the run as JSON (`schema/result.schema.json`). */
import type { AttackFacts, RunResult } from '../run/result.js';
import type { Reporter } from './reporter.js';

/** How long the SP took is wall time, too. */
function untimed(attack: AttackFacts | undefined): unknown {
  return attack === undefined ? undefined : { ...attack, took: undefined };
}

/** Wall time is left out: the same seed, clock and keys give the same bytes. Evidence and prose are for people. */
function plain(result: RunResult): unknown {
  return {
    ...result,
    stories: result.stories.map((story) => ({
      ...story,
      durationMs: undefined,
      description: undefined,
      references: undefined,
      attack: untimed(story.attack),
      steps: story.steps.map((step) => ({ ...step, took: undefined, evidence: undefined })),
    })),
  };
}

/** Machine-readable, and byte-identical for the same seed, clock and keys. */
export const jsonReporter: Reporter = {
  name: 'json',
  summary: 'everything that was seen, for machines',
  render: (result) => `${JSON.stringify(plain(result), null, 2)}\n`,
};
