/** The workflow files: their structure, and that every command in them is one that Standin has. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMANDS } from '../../src/cli/commands/commands.js';
import { REPORTER_NAMES } from '../../src/report/reporter-names.js';

function read(file: string): unknown {
  return parse(readFileSync(new URL(`../../examples/ci/${file}`, import.meta.url), 'utf8'), {
    strict: true,
    uniqueKeys: true,
  });
}

const step = z.union([
  z.strictObject({ name: z.string().optional(), run: z.string() }),
  z.strictObject({
    name: z.string().optional(),
    if: z.string().optional(),
    uses: z.string().regex(/^[\w.-]+\/[\w.-]+@v\d+$/),
    with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
]);

const workflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({ push: z.null(), pull_request: z.null() }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  jobs: z.strictObject({
    lifecycle: z.strictObject({
      'runs-on': z.literal('ubuntu-latest'),
      'timeout-minutes': z.number(),
      steps: z.array(step),
    }),
  }),
});

const pipeline = z.strictObject({
  sso: z.strictObject({
    image: z.string().regex(/^node:\d+$/),
    timeout: z.string(),
    script: z.array(z.string()),
    artifacts: z.strictObject({
      when: z.literal('always'),
      paths: z.array(z.string()),
      reports: z.strictObject({ junit: z.string() }),
    }),
  }),
});

/** The words after `npx standin` of every line that calls it. */
function standinCalls(lines: readonly string[]): readonly (readonly string[])[] {
  return lines
    .filter((line) => line.startsWith('npx standin '))
    .map((line) => line.trim().split(/\s+/).slice(2));
}

/** Reporters of a call, as name and file. */
function reportersOf(words: readonly string[]): readonly (readonly [string, string | undefined])[] {
  return words
    .filter((_word, index) => words[index - 1] === '--reporter')
    .map((word) => [word.split('=')[0] ?? '', word.split('=')[1]]);
}

function expectKnown(words: readonly string[]): void {
  const command = COMMANDS.find(({ name }) => name === words[0]);
  expect(command, `standin ${String(words[0])}`).toBeDefined();
  const flags = command?.options.map((option) => option.flags.split(' ')[0]) ?? [];
  for (const flag of words.filter((word) => word.startsWith('-'))) expect(flags).toContain(flag);
  for (const [name] of reportersOf(words)) expect(REPORTER_NAMES).toContain(name);
}

const files = (words: readonly string[]): readonly string[] =>
  reportersOf(words).flatMap(([, file]) => (file === undefined ? [] : [file]));

describe('github-actions.yml', () => {
  const { steps } = workflow.parse(read('github-actions.yml')).jobs.lifecycle;
  const calls = standinCalls(steps.flatMap((each) => ('run' in each ? [each.run] : [])));

  it('calls commands that there are, with flags and reporters that there are', () => {
    expect(calls.map(([name]) => name)).toEqual(['doctor', 'run']);
    for (const words of calls) expectKnown(words);
    expect(calls[1]).toContain('github');
  });

  it('uploads every report, above all when the stories failed', () => {
    const upload = steps.find(
      (each) => 'uses' in each && each.uses.startsWith('actions/upload-artifact@'),
    );
    expect(upload).toMatchObject({ if: '${{ !cancelled() }}', with: { path: 'reports/' } });
    const reports = calls.flatMap(files);
    expect(reports).toHaveLength(2);
    for (const file of reports) expect(file).toMatch(/^reports\//);
  });
});

describe('gitlab-ci.yml', () => {
  const { script, artifacts } = pipeline.parse(read('gitlab-ci.yml')).sso;
  const calls = standinCalls(script);

  it('calls commands that there are, with flags and reporters that there are', () => {
    expect(calls.map(([name]) => name)).toEqual(['doctor', 'run']);
    for (const words of calls) expectKnown(words);
  });

  it('keeps every report, and shows the JUnit file to GitLab', () => {
    const reports = calls.flatMap(files);
    expect(reports).toContain(artifacts.reports.junit);
    for (const file of reports) expect(file.startsWith(artifacts.paths[0] ?? '-')).toBe(true);
  });
});
