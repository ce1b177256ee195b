/** Floor 8: what was not as promised. */
import type { Finding, StepResult, StoryResult } from '../run/result.js';
import { oneLine } from './one-line.js';
import { plainValue } from './plain-value.js';

/** One finding that is no pass, and the step it belongs to. */
export interface Blemish {
  readonly finding: Finding;
  readonly step: StepResult;
}

/** Every finding of a story that is no pass, in the order of its steps. */
export function blemishesOf({ steps }: StoryResult): readonly Blemish[] {
  return steps.flatMap((step) =>
    step.findings
      .filter(({ verdict }) => verdict !== 'passed')
      .map((finding) => ({ finding, step })),
  );
}

/** `step 3: ada logs in`: steps count from 1 for people. */
export function stepName({ index, title }: StepResult): string {
  return oneLine(`step ${index + 1}: ${title}`);
}

/** What was expected and what was seen, in one sentence. */
export function sentenceOf({ key, verdict, expected, observed, why }: Finding): string {
  if (verdict === 'not-verified') {
    return `${oneLine(key)}: not verified: ${oneLine(why ?? 'the target cannot answer')}`;
  }
  const because = why === undefined ? '' : ` (${oneLine(why)})`;
  return `${oneLine(key)}: expected ${plainValue(expected)}, observed ${plainValue(observed)}${because}`;
}
