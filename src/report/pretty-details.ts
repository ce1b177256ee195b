/** Floor 8: what was not as promised, with the place, both values and the command that repeats it. */
import type { Finding, StoryResult } from '../run/result.js';
import { plainValue } from './plain-value.js';
import { printable } from './printable.js';
import type { Paint } from './reporter.js';

/** One finding that is no pass, and the step it belongs to. */
interface Blemish {
  readonly finding: Finding;
  readonly step: string;
}

function blemishesOf({ steps }: StoryResult): readonly Blemish[] {
  return steps.flatMap(({ index, title, findings }) =>
    findings
      .filter(({ verdict }) => verdict !== 'passed')
      .map((finding) => ({ finding, step: `step ${index + 1}: ${title}` })),
  );
}

function failureLines({ finding, step }: Blemish, paint: Paint): string[] {
  const { file, line, column, key, expected, observed, why } = finding;
  return [
    `  ${paint.cyan(`${file}:${line}:${column}`)}  ${key}  ${paint.dim(step)}`,
    `    expected  ${plainValue(expected)}`,
    `    observed  ${plainValue(observed)}${why === undefined ? '' : paint.dim(`  (${printable(why)})`)}`,
  ];
}

function doubtLine({ finding }: Blemish, paint: Paint): string {
  const { file, line, column, key, why } = finding;
  const place = paint.cyan(`${file}:${line}:${column}`);
  return `  ${place}  ${key}  not verified: ${printable(why ?? 'the target cannot answer')}`;
}

function errorLines({ error }: StoryResult): string[] {
  if (error === undefined) return [];
  const fix = error.fix === undefined ? [] : [`  ${error.fix}`];
  return [`  ${printable(error.message)} [${error.code}]`, ...fix];
}

/** Nothing for a story that is as promised. */
export function detailsOf(story: StoryResult, paint: Paint): string[] {
  const { verdict, id, title, command } = story;
  if (verdict === 'passed') return [];
  const heading = `${paint.bold(id)}  ${title}`;
  const lines = blemishesOf(story).flatMap((blemish) =>
    blemish.finding.verdict === 'failed'
      ? failureLines(blemish, paint)
      : [doubtLine(blemish, paint)],
  );
  const repeat = verdict === 'not-verified' ? [] : [`  ${paint.dim('repeat:')} ${command}`];
  return ['', heading, ...errorLines(story), ...lines, ...repeat];
}
