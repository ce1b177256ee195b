/** Floor 8: verdicts as marks. */
import type { StoryResult, Verdict } from '../run/result.js';
import type { Paint } from './reporter.js';

type Mark = readonly [sign: string, colour: 'green' | 'red' | 'yellow'];

const MARKS: Readonly<Record<Verdict | 'error', Mark>> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  'not-verified': ['?', 'yellow'],
  error: ['!', 'red'],
};

/** The mark of a verdict, coloured. */
export function markOf(verdict: StoryResult['verdict'], paint: Paint): string {
  const [sign, colour] = MARKS[verdict];
  return paint[colour](sign);
}
