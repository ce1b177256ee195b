/** Floor 8: verdicts as people say them. */
import type { RunResult, StoryResult } from '../run/result.js';

/** A verdict in words. */
export const VERDICT_WORDS: Readonly<Record<StoryResult['verdict'], string>> = {
  passed: 'passed',
  failed: 'failed',
  'not-verified': 'not verified',
  error: 'not driven',
};

/** `3 passed, 1 failed`: what there was none of is not said. */
export function countsText({ passed, failed, notVerified, error }: RunResult['counts']): string {
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(notVerified > 0 ? [`${notVerified} not verified`] : []),
    ...(error > 0 ? [`${error} not driven`] : []),
  ];
  return counts.join(', ');
}
