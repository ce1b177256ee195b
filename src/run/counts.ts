/** Floor 7: a run in numbers. */
import type { RunResult, StoryResult } from './result.js';

/** How many stories ended how. */
export function countsOf(stories: readonly StoryResult[]): RunResult['counts'] {
  const count = (verdict: StoryResult['verdict']): number =>
    stories.filter((story) => story.verdict === verdict).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    notVerified: count('not-verified'),
    error: count('error'),
  };
}

/** How the whole run ended: what could not be driven goes before what failed. */
export function runVerdictOf({ error, failed }: RunResult['counts']): RunResult['verdict'] {
  if (error > 0) return 'error';
  return failed > 0 ? 'failed' : 'passed';
}
