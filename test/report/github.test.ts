import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { githubReporter } from '../../src/report/github.js';
import type { RunResult } from '../../src/run/result.js';
import { attack, OF_EACH_ENDING } from './attacks.js';
import { HOSTILE_TEXTS, hostile } from './hostile.js';
import { finding, run, story, UNDRIVEN } from './results.js';

async function lines(result: RunResult): Promise<readonly string[]> {
  const text = await githubReporter.render(result, { color: false });
  return text.split('\n').slice(0, -1);
}

function summary(result: RunResult): string {
  return githubReporter.appendix?.(result, { GITHUB_STEP_SUMMARY: '/tmp/summary' })?.text ?? '';
}

describe('annotations', () => {
  it('stand at the line of the promise, and say what repeats it', async () => {
    expect(await lines(run([story('a', 'entra', 'failed')]))).toEqual([
      '::error file=scenarios/lifecycle/name-drift.yaml,line=21,col=27,title=lifecycle/a[entra]%3A account.lastName' +
        '::account.lastName: expected Byron, observed Lovelace%0Astep 1: ada logs in (SP-initiated)' +
        '%0Arepeat: standin run scenarios/lifecycle/a.yaml --idp entra --seed 7',
    ]);
  });

  it('escape what ends a property, a line or an escape', async () => {
    const findings = [
      finding({ verdict: 'failed', file: 'a,b:c%0A.yaml', why: '100 %\n::error::x\r' }),
    ];
    const steps = story('a', 'okta').steps.map((step) => ({ ...step, findings }));
    const [line] = await lines(run([story('a', 'okta', 'failed', { steps })]));
    expect(line).toContain('::error file=a%2Cb%3Ac%250A.yaml,line=');
    expect(line).toContain('(100 %25 ::error::x\\u000d)');
  });

  it('come errors first: GitHub shows ten of a kind', async () => {
    const result = {
      ...run([
        story('b', 'okta', 'not-verified'),
        story('a', 'okta', 'failed'),
        story('c', 'okta', 'error', UNDRIVEN),
      ]),
      notes: ['The clock is real.'],
      leftOut: [
        { id: 'x', why: 'needs trust' },
        { id: 'y', why: 'needs trust' },
      ],
    };
    const found = await lines(result);
    expect(found.map((line) => line.replace(/^::(\w+).*?::/, '$1 ').split('%0A')[0])).toEqual([
      'error Nobody answers.',
      'error account.lastName: expected Byron, observed Lovelace',
      'warning accounts.count: not verified: no account view',
      'notice The clock is real.',
      'notice 2 left out: needs trust',
    ]);
  });

  it('tell the worst attack first', async () => {
    const found = await lines(
      run([attack('a', 'broken', { severity: 'low' }), attack('b', 'broken'), attack('c')]),
    );
    expect(found.map((line) => /title=([^:]*)/u.exec(line)?.[1])).toEqual([
      'critical%3A attacks/signature/b[okta]',
      'low%3A attacks/signature/a[okta]',
    ]);
  });

  it('are none when everything is as promised', async () => {
    expect(await lines(run([story('a', 'okta')]))).toEqual([]);
  });
});

describe('the job summary', () => {
  it('is written only where the runner wants one', () => {
    const result = run([]);
    expect(githubReporter.appendix?.(result, {})).toBe(undefined);
    expect(githubReporter.appendix?.(result, { GITHUB_STEP_SUMMARY: '' })).toBe(undefined);
    expect(githubReporter.appendix?.(result, { GITHUB_STEP_SUMMARY: '/x' })?.file).toBe('/x');
  });

  it('has a row for each story and the details of those that failed', () => {
    const text = summary(run([story('a', 'okta'), story('b', 'okta', 'failed')]));
    expect(text.match(/<tr>\s*<td>/g)).toHaveLength(2);
    expect(text.match(/<details>/g)).toHaveLength(1);
    expect(text).toContain('account.lastName: expected Byron, observed Lovelace');
    expect(text).toContain('<pre>standin run scenarios/lifecycle/b.yaml --idp okta --seed 7</pre>');
  });

  it('counts attacks in a table, and details those that were not resisted, the worst first', () => {
    const text = summary(run(OF_EACH_ENDING));
    const cells = [...text.matchAll(/<t[dh]>([^<]*)<\/t[dh]>/gu)].map(([, cell]) => cell);
    expect(cells.slice(0, 6)).toEqual(['group', 'critical', 'high', 'medium', 'low', 'info']);
    expect(cells.slice(-6)).toEqual([
      'all',
      '1 resisted, 1 finding',
      '1 not driven, 1 not verified',
      '1 policy finding',
      '1 crash',
      '1 resisted',
    ]);
    expect([...text.matchAll(/<summary>\s*\S+\s+<b>(\w+)<\/b>/gu)].map(([, word]) => word)).toEqual(
      ['critical', 'low', 'medium', 'high', 'high'],
    );
    expect(text).not.toContain('sig-stripped');
  });

  it.each(Object.entries(HOSTILE_TEXTS))('keeps %s within its HTML', (_name, hostileText) => {
    const all = run([
      story('b', 'okta', 'failed'),
      story('c', 'okta', 'error', UNDRIVEN),
      story('d', 'okta', 'not-verified'),
      ...OF_EACH_ENDING,
    ]);
    const result = { ...all, notes: ['x'], leftOut: [{ id: 'x', why: 'y' }] };
    const calm = summary(hostile(result, 'calm'));
    const text = summary(hostile(result, hostileText));
    // Markdown begins again after a blank line (CommonMark 4.6): there must be none that the calm text has not.
    const blocks = (markdown: string): number => markdown.split(/\n\s*\n/).length;
    expect(blocks(text)).toBe(blocks(calm));
    const tags = (markdown: string): readonly string[] =>
      JSON.stringify(parseFragment(markdown), (key, value: unknown) =>
        key === 'parentNode' ? undefined : value,
      ).match(/"tagName":"\w+"/g) ?? [];
    expect(tags(text)).toEqual(tags(calm));
  });

  it('stays far below the 1 MiB that GitHub takes', () => {
    const stories = Array.from({ length: 3_000 }, (_, index) =>
      story(`s${index}`, 'okta', 'failed'),
    );
    const text = summary(run(stories));
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toMatch(/\d+ more in the log\./);
  });
});
