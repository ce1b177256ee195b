/** Floor 8: the run as TAP 14 (testanything.org): a subtest for each story, a test point for each step. */
import type { RunResult, StepResult, StoryResult } from '../run/result.js';
import { oneLine } from './one-line.js';
import type { Reporter } from './reporter.js';
import { yamlLines } from './tap-yaml.js';

/** A test point with what is indented below it. */
interface TestPoint {
  readonly ok: boolean;
  readonly text: string;
  /** Why it counts as skipped. */
  readonly skip?: string;
  readonly diagnostics?: Readonly<Record<string, unknown>>;
}

/** A backslash and a hash have a meaning in a description. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\#]/gu, '\\$&');
}

function pointLines({ ok, text, skip, diagnostics }: TestPoint, number: number): string[] {
  const directive = skip === undefined ? '' : ` # SKIP ${escaped(skip)}`;
  const below = diagnostics === undefined ? [] : yamlLines(diagnostics);
  return [`${ok ? 'ok' : 'not ok'} ${number} - ${escaped(text)}${directive}`, ...below];
}

function stepPoint(step: StepResult): TestPoint {
  const { title, line, at, outcome, reason, findings } = step;
  const failed = findings.filter(({ verdict }) => verdict === 'failed');
  const doubts = findings.filter(({ verdict }) => verdict === 'not-verified');
  const blemishes = [...failed, ...doubts];
  const doubt = failed.length === 0 ? doubts[0] : undefined;
  return {
    ok: failed.length === 0,
    // A closing bracket at the end: a brace there would open a block.
    text: `${title} (line ${line})`,
    ...(doubt === undefined ? {} : { skip: `not verified: ${doubt.why ?? doubt.key}` }),
    ...(blemishes.length === 0
      ? {}
      : { diagnostics: { at, outcome, reason, findings: blemishes } }),
  };
}

function errorPoints({ error }: StoryResult): readonly TestPoint[] {
  if (error === undefined) return [];
  const { code, message, fix } = error;
  return [{ ok: false, text: 'the SP can be driven', diagnostics: { code, message, fix } }];
}

/** What tells one broken attack from another. */
function attackFacts({ attack }: StoryResult): Readonly<Record<string, unknown>> {
  if (attack === undefined) return {};
  const { id, severity, model, clause, verdict } = attack;
  return { attack: id, severity, model, clause, verdict };
}

function storyLines(story: StoryResult, number: number): readonly string[] {
  const { id, title, verdict, command, file, attack } = story;
  const points = [...story.steps.map(stepPoint), ...errorPoints(story)];
  const inner = points.flatMap((point, index) => pointLines(point, index + 1));
  const text = `${attack === undefined ? '' : `${attack.severity}: `}${title} (${id})`;
  const subtest = [`1..${points.length}`, ...inner].map((line) => `    ${line}`);
  const ok = verdict === 'passed' || verdict === 'not-verified';
  const point: TestPoint = {
    ok,
    text,
    ...(verdict === 'not-verified' ? { skip: 'not verified' } : {}),
    ...(ok ? {} : { diagnostics: { file, ...attackFacts(story), repeat: command } }),
  };
  const head = points.length === 0 ? [] : [`# Subtest: ${escaped(text)}`, ...subtest];
  return [...head, ...pointLines(point, number)];
}

function comments({ verdict, seed, command, notes }: RunResult): readonly string[] {
  const texts = [...notes, `verdict: ${verdict}`, `seed: ${seed}`, `repeat: ${command}`];
  return texts.map((text) => `# ${oneLine(text)}`);
}

/** A test point a story, one for each that was left out. */
export const tapReporter: Reporter = {
  name: 'tap',
  summary: 'Test Anything Protocol, version 14',
  render(result) {
    const { stories, leftOut } = result;
    const total = stories.length + leftOut.length;
    const skipped = leftOut.flatMap(({ id, why }, index) =>
      pointLines({ ok: true, text: `(${id})`, skip: why }, stories.length + index + 1),
    );
    const lines = [
      'TAP version 14',
      total === 0 ? '1..0 # SKIP no story was played' : `1..${total}`,
      ...stories.flatMap((story, index) => storyLines(story, index + 1)),
      ...skipped,
      ...comments(result),
    ];
    return `${lines.join('\n')}\n`;
  },
};
