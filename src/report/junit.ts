/** Floor 8: the run as JUnit XML, as CI systems read it. */
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { Finding, RunResult, StoryResult } from '../run/result.js';
import { plainValue } from './plain-value.js';
import type { Reporter } from './reporter.js';
import type { Suite } from './story-groups.js';
import { combinationOf, suiteOf, suitesOf } from './story-groups.js';

/** What XML 1.0 cannot hold (xml 2.2). */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

type Attributes = Readonly<Record<string, string | number>>;

function clean(text: string): string {
  return text.replace(UNWRITABLE, '\u{FFFD}');
}

function child(parent: XMLBuilder, name: string, attributes: Attributes): XMLBuilder {
  const entries = Object.entries(attributes).map(([key, value]) => [key, clean(String(value))]);
  return parent.ele(name, Object.fromEntries(entries) as Record<string, string>);
}

function countsOf(stories: readonly StoryResult[]): Attributes {
  const count = (verdict: StoryResult['verdict']): number =>
    stories.filter((story) => story.verdict === verdict).length;
  const milliseconds = stories.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    tests: stories.length,
    failures: count('failed'),
    errors: count('error'),
    skipped: count('not-verified'),
    time: (milliseconds / 1000).toFixed(3),
  };
}

function sentence({ file, line, column, key, expected, observed, why }: Finding): string {
  const values = `expected ${plainValue(expected)}, observed ${plainValue(observed)}`;
  return `${file}:${line}:${column}: ${key}: ${values}${why === undefined ? '' : ` (${why})`}`;
}

function findingsOf({ steps }: StoryResult, verdict: Finding['verdict']): readonly string[] {
  return steps
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.verdict === verdict)
    .map(sentence);
}

function writeFailure(testcase: XMLBuilder, story: StoryResult): void {
  const failures = findingsOf(story, 'failed');
  if (failures.length === 0) return;
  const attributes = { message: failures[0] ?? '', type: 'expectation' };
  const text = [...failures, `repeat: ${story.command}`].join('\n');
  child(testcase, 'failure', attributes).txt(clean(text));
}

/** What a reader of an attack wants to sort by. */
function writeAttack(testcase: XMLBuilder, { attack }: StoryResult): void {
  if (attack === undefined) return;
  const { id, severity, model, clause, expect, verdict, control, took } = attack;
  const properties = testcase.ele('properties');
  const values = {
    attack: id,
    severity,
    model,
    clause,
    expect,
    verdict,
    ...(control === undefined ? {} : { control }),
    ...(took === undefined ? {} : { bytes: took.bytes, milliseconds: took.milliseconds }),
  };
  for (const [name, value] of Object.entries(values))
    child(properties, 'property', { name, value });
}

/** All attacks of a group are of one class, and so are all runs of a story. */
function nameOf(story: StoryResult): Attributes {
  const { scenario, title, attack } = story;
  const combination = combinationOf(story);
  if (attack === undefined) {
    return { classname: scenario.replaceAll('/', '.'), name: `${title} [${combination}]` };
  }
  const name = `${attack.id}: ${title} [${combination}]`;
  return { classname: suiteOf(story).replaceAll('/', '.'), name };
}

function writeStory(suite: XMLBuilder, story: StoryResult): void {
  const testcase = child(suite, 'testcase', {
    ...nameOf(story),
    file: story.file,
    time: (story.durationMs / 1000).toFixed(3),
  });
  writeAttack(testcase, story);
  const { error } = story;
  if (error !== undefined) {
    const text = `${error.message}\n${error.fix ?? ''}\nrepeat: ${story.command}`;
    child(testcase, 'error', { message: error.message, type: error.code }).txt(clean(text));
  }
  writeFailure(testcase, story);
  if (story.verdict === 'not-verified') {
    child(testcase, 'skipped', { message: findingsOf(story, 'not-verified').join('\n') });
  }
}

function writeSuite(
  root: XMLBuilder,
  { name, stories }: Suite,
  { seed, command }: RunResult,
): void {
  const suite = child(root, 'testsuite', { name, ...countsOf(stories) });
  const properties = suite.ele('properties');
  child(properties, 'property', { name: 'seed', value: seed });
  child(properties, 'property', { name: 'command', value: command });
  for (const story of stories) writeStory(suite, story);
}

/** One test suite a story, one test case a combination; attacks of a group are one suite. */
export const junitReporter: Reporter = {
  name: 'junit',
  summary: 'JUnit XML, for CI systems',
  async render(result) {
    const { create } = await import('xmlbuilder2');
    const root = create({ version: '1.0', encoding: 'UTF-8' });
    const suites = child(root, 'testsuites', { name: 'standin', ...countsOf(result.stories) });
    for (const suite of suitesOf(result.stories)) writeSuite(suites, suite, result);
    return `${root.end({ prettyPrint: true })}\n`;
  },
};
