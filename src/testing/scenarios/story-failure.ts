/** Floor 9: a story that is not as promised, as a test runner reports it. */
import { plainPaint } from '../../report/plain-paint.js';
import { detailsOf } from '../../report/pretty-details.js';
import type { StoryResult } from '../../run/result.js';

/** The place in the scenario file of the first promise that was broken. */
function placeOf({ steps, file }: StoryResult): string {
  const broken = steps
    .flatMap(({ findings }) => findings)
    .find(({ verdict }) => verdict === 'failed');
  const { line, column } = broken ?? { line: 1, column: 1 };
  return `${broken?.file ?? file}:${line}:${column}`;
}

/** The error that fails the test of a story; its stack leads to the scenario file, not into Standin. */
export function storyFailure(story: StoryResult): Error {
  const message = detailsOf(story, plainPaint()).join('\n').trim();
  const failure = new Error(message);
  failure.name = 'StoryFailure';
  failure.stack = `StoryFailure: ${message}\n    at ${story.id} (${placeOf(story)})`;
  return failure;
}

/** Whether a promise of the story was verified. */
export function isPartlyVerified({ steps }: StoryResult): boolean {
  return steps.some(({ findings }) => findings.some(({ verdict }) => verdict === 'passed'));
}

/** The promises of a story that nobody could verify, each once. */
export function doubtsOf({ steps }: StoryResult): string {
  const doubts = steps
    .flatMap(({ findings }) => findings)
    .filter(({ verdict }) => verdict === 'not-verified')
    .map(({ key, why = 'the target cannot answer' }) => `${key}: ${why}`);
  return `not verified: ${[...new Set(doubts)].join('; ')}`;
}
