/** Floor 8: what was not as promised, with the place, both values and the command that repeats it. */
import type { Finding, StoryResult } from '../run/result.js';
import type { Blemish } from './blemishes.js';
import { blemishesOf, stepName } from './blemishes.js';
import { oneLine } from './one-line.js';
import { plainValue } from './plain-value.js';
import { printable } from './printable.js';
import type { Paint } from './reporter.js';

function failureLines({ finding, step }: Blemish, paint: Paint): string[] {
  const { file, line, column, key, expected, observed, why } = finding;
  const place = oneLine(`${file}:${line}:${column}`);
  return [
    `  ${paint.cyan(place)}  ${oneLine(key)}  ${paint.dim(stepName(step))}`,
    `    expected  ${plainValue(expected)}`,
    `    observed  ${plainValue(observed)}${why === undefined ? '' : paint.dim(`  (${oneLine(why)})`)}`,
  ];
}

function doubtLine({ finding }: Blemish, paint: Paint): string {
  const { file, line, column, key, why } = finding;
  const place = paint.cyan(oneLine(`${file}:${line}:${column}`));
  return `  ${place}  ${oneLine(key)}  not verified: ${oneLine(why ?? 'the target cannot answer')}`;
}

function errorLines({ error }: StoryResult): string[] {
  if (error === undefined) return [];
  const fix = error.fix === undefined ? [] : [`  ${printable(error.fix)}`];
  return [`  ${printable(error.message)} [${oneLine(error.code)}]`, ...fix];
}

/** Whether a login ended otherwise than promised. */
function missedOutcome({ key, verdict }: Finding): boolean {
  return key === 'outcome' && verdict === 'failed';
}

/** What follows from a login that ended otherwise is counted, not told: it would bury the reason. */
function stepLines(blemishes: readonly Blemish[], paint: Paint): string[] {
  const cause = blemishes.find(({ finding }) => missedOutcome(finding));
  const told = cause === undefined ? blemishes : [cause];
  const rest = blemishes.length - told.length;
  return [
    ...told.flatMap((blemish) =>
      blemish.finding.verdict === 'failed'
        ? failureLines(blemish, paint)
        : [doubtLine(blemish, paint)],
    ),
    ...(rest === 0 ? [] : [paint.dim(`    and what follows from it: ${rest} more of this step`)]),
  ];
}

/** Nothing for a story that is as promised. */
export function detailsOf(story: StoryResult, paint: Paint): string[] {
  const { verdict, id, title, command } = story;
  if (verdict === 'passed') return [];
  const heading = `${paint.bold(oneLine(id))}  ${oneLine(title)}`;
  const blemishes = blemishesOf(story);
  const lines = story.steps.flatMap((step) =>
    stepLines(
      blemishes.filter((blemish) => blemish.step === step),
      paint,
    ),
  );
  const repeat =
    verdict === 'not-verified' ? [] : [`  ${paint.dim('repeat:')} ${oneLine(command)}`];
  return ['', heading, ...errorLines(story), ...lines, ...repeat];
}
