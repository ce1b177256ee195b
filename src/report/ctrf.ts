/** Floor 8: the run in the Common Test Report Format (ctrf.io, specVersion 0.0.0). */
import type { RunResult, StepResult, StoryResult } from '../run/result.js';
import { blemishesOf, sentenceOf, stepName } from './blemishes.js';
import type { Reporter } from './reporter.js';
import { combinationOf, suiteOf } from './story-groups.js';

type Status = 'passed' | 'failed' | 'skipped' | 'other';

/** `other`: it was played, and nobody can say (spec, 9.5). */
const STATUSES: Readonly<Record<StoryResult['verdict'], Status>> = {
  passed: 'passed',
  failed: 'failed',
  'not-verified': 'other',
  error: 'failed',
};

function statusOfStep({ findings }: StepResult): Status {
  const verdicts = findings.map(({ verdict }) => verdict);
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('not-verified') ? 'other' : 'passed';
}

function stepOf(step: StepResult): unknown {
  const { verb, at, line, outcome, reason, findings } = step;
  return {
    name: step.title === '' ? verb : step.title,
    status: statusOfStep(step),
    extra: { verb, at, line, outcome, reason, findings },
  };
}

/** Why the story is not as promised; the first sentence is the message, all of them the trace. */
function reasonsOf(story: StoryResult): readonly string[] {
  const { error } = story;
  const undriven = error === undefined ? [] : [[error.message, error.fix].join(' ').trim()];
  const blemishes = blemishesOf(story).map(({ finding, step }) => {
    const { file, line, column } = finding;
    return `${sentenceOf(finding)}\n  at ${stepName(step)} (${file}:${line}:${column})`;
  });
  return [...undriven, ...blemishes];
}

function testOf(story: StoryResult): unknown {
  const { id, title, verdict, durationMs, file, tags, idp, sp, steps, command, error, attack } =
    story;
  const reasons = reasonsOf(story);
  const [first] = reasons;
  const line = blemishesOf(story)[0]?.finding.line;
  return {
    name: `${attack === undefined ? '' : `${attack.id}: `}${title} [${combinationOf(story)}]`,
    status: STATUSES[verdict],
    duration: durationMs,
    suite: [suiteOf(story)],
    ...(first === undefined ? {} : { message: first.split('\n', 1)[0], trace: reasons.join('\n') }),
    ...(line === undefined ? {} : { line }),
    rawStatus: verdict,
    tags,
    filePath: file,
    parameters: { idp, sp },
    steps: steps.map(stepOf),
    extra: { id, command, attack, ...(error === undefined ? {} : { code: error.code }) },
  };
}

function leftOutTest({ id, why }: RunResult['leftOut'][number]): unknown {
  return {
    name: `${id} (left out)`,
    status: 'skipped',
    duration: 0,
    message: why,
    rawStatus: 'left-out',
  };
}

function summaryOf({ stories, leftOut, counts }: RunResult): unknown {
  const duration = stories.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    tests: stories.length + leftOut.length,
    passed: counts.passed,
    failed: counts.failed + counts.error,
    skipped: leftOut.length,
    pending: 0,
    other: counts.notVerified,
    suites: new Set(stories.map(suiteOf)).size,
    // A result does not say when it was made: only how long it took is true.
    start: 0,
    stop: duration,
    duration,
  };
}

/** One test a combination, its steps below it. */
export const ctrfReporter: Reporter = {
  name: 'ctrf',
  summary: 'Common Test Report Format, for dashboards',
  render(result) {
    const { tool, version, seed, command, verdict, notes, stories, leftOut } = result;
    const report = {
      reportFormat: 'CTRF',
      specVersion: '0.0.0',
      results: {
        tool: { name: tool, version },
        summary: summaryOf(result),
        tests: [...stories.map(testOf), ...leftOut.map(leftOutTest)],
        extra: { seed, command, verdict, notes },
      },
    };
    return `${JSON.stringify(report, null, 2)}\n`;
  },
};
