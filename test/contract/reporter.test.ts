/** What every row of the table of reporters promises. Whoever adds a format adds somebody who reads it to READERS. */
import { beforeAll, describe, expect, it } from 'vitest';
import { REPORTER_NAMES } from '../../src/report/reporter-names.js';
import { REPORTERS } from '../../src/report/reporters.js';
import type { RunResult } from '../../src/run/result.js';
import { OF_EACH_ENDING } from '../report/attacks.js';
import { hostile, hostileKeys, HOSTILE_TEXTS } from '../report/hostile.js';
import { recordedRun } from '../report/recorded.js';
import { run, story, UNDRIVEN } from '../report/results.js';
import { READERS } from './report-formats.js';

/** Formats that say how long a story took. */
const TIMED: readonly string[] = ['pretty', 'junit', 'ctrf'];

const REMARKS = {
  notes: ['Every story has fresh e-mail addresses.'],
  leftOut: [
    { id: 'lifecycle/late', why: 'needs the clock' },
    { id: 'lifecycle/later', why: 'needs the clock' },
    { id: 'lifecycle/other', why: 'needs keys' },
  ],
};

const RESULTS: Readonly<Record<string, RunResult>> = {
  'an empty run': run([]),
  'a story of each verdict': run([
    story('a', 'okta'),
    story('a', 'entra', 'failed'),
    story('b', 'okta', 'not-verified'),
    story('c', 'okta', 'error', UNDRIVEN),
  ]),
  'an SP that could not even be opened': run([
    story('c', 'okta', 'error', { ...UNDRIVEN, steps: [] }),
  ]),
  'stories that were left out': { ...run([story('a', 'okta')]), ...REMARKS },
  'a campaign': { ...run([...OF_EACH_ENDING]), ...REMARKS },
  'nothing but what was left out': { ...run([]), ...REMARKS },
};

const played: { result: RunResult } = { result: run([]) };

beforeAll(async () => {
  const { stories } = await recordedRun({ paths: ['scenarios/lifecycle/name-drift.yaml'] });
  const others = RESULTS['a story of each verdict']?.stories ?? [];
  played.result = { ...run([...stories, ...others, ...OF_EACH_ENDING]), ...REMARKS };
});

describe.each(REPORTER_NAMES)('%s', (name) => {
  const reporter = REPORTERS[name];
  const read = READERS[name];
  const render = async (result: RunResult): Promise<string> =>
    reporter.render(result, { color: false });

  it('is called as its row says, and has a summary for --help', () => {
    expect(reporter.name).toBe(name);
    expect(reporter.summary).not.toBe('');
  });

  it.each(Object.entries(RESULTS))('holds %s', async (_name, result) => {
    const text = await render(result);
    expect(text).toMatch(/^$|\n$/);
    read(text, result);
  });

  it('holds a run with its evidence', async () => {
    read(await render(played.result), played.result);
  });

  it('gives the same bytes for the same run', async () => {
    expect(await render(played.result)).toBe(await render(played.result));
  });

  it.runIf(!TIMED.includes(name))('gives the same bytes however long it took', async () => {
    const stories = played.result.stories.map((each) => ({ ...each, durationMs: 98_765 }));
    expect(await render({ ...played.result, stories })).toBe(await render(played.result));
  });

  it.each(Object.entries(HOSTILE_TEXTS))('survives %s in every text', async (_name, text) => {
    const result = hostile(played.result, text);
    read(await render(result), result);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('survives %s as a name', async (_name, text) => {
    const result = hostileKeys(played.result, text);
    read(await render(result), result);
  });

  it('says which attack succeeded, and the command that repeats it', async () => {
    const text = await render(RESULTS['a campaign'] ?? run([]));
    expect(text).toContain('sig-none/empty');
    expect(text).toContain('standin attack sig-none/empty --idp okta --seed 7');
    expect(text).toMatch(/critical[^]*victim|victim[^]*critical/);
  });

  it('says who failed, and the command that repeats it', async () => {
    const result = RESULTS['a story of each verdict'] ?? run([]);
    const text = await render(result);
    expect(text).toContain('lifecycle/a');
    expect(text).toContain('standin run scenarios/lifecycle/a.yaml --idp entra --seed 7');
    expect(text).toMatch(/Byron[^]*Lovelace/);
  });
});
