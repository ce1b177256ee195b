import { describe, expect, it } from 'vitest';
import { prettyReporter } from '../../src/report/pretty.js';
import type { RunResult } from '../../src/run/result.js';
import { finding, run, story, UNDRIVEN } from './results.js';

async function pretty(result: RunResult, color = false): Promise<string> {
  return prettyReporter.render(result, { color });
}

describe('pretty', () => {
  it('gives a line a story with a mark for each IdP', async () => {
    const stories = [
      story('first-login', 'okta'),
      story('first-login', 'entra'),
      story('overage', 'entra'),
    ];
    expect(await pretty(run(stories))).toBe(`lifecycle
  ✓ okta ✓ entra  The story of first-login
         ✓ entra  The story of overage

3 passed  2 stories, 0.3 s, seed 7
`);
  });

  it('shows the steps of a story that ran alone', async () => {
    expect(await pretty(run([story('first-login', 'okta')]))).toContain(
      '   1  ada logs in (SP-initiated)  logged-in\n',
    );
  });

  it('gives place, both values and the command that repeats it', async () => {
    const stories = [story('first-login', 'okta'), story('name-drift', 'okta', 'failed')];
    expect(await pretty(run(stories))).toContain(`
lifecycle/name-drift[okta]  The story of name-drift
  scenarios/lifecycle/name-drift.yaml:21:27  account.lastName  step 1: ada logs in (SP-initiated)
    expected  Byron
    observed  Lovelace
  repeat: standin run scenarios/lifecycle/name-drift.yaml --idp okta --seed 7
`);
  });

  it('tells the cause and counts what follows from it', async () => {
    const missed = { key: 'outcome', verdict: 'failed', why: 'user-suspended, E0000004' } as const;
    const findings = [
      finding({ ...missed, expected: 'logged-in', observed: 'refused-by-idp' }),
      finding({ verdict: 'failed', observed: null }),
      finding({ key: 'accounts.count', verdict: 'not-verified' }),
    ];
    const [step] = story('a', 'okta').steps;
    if (step === undefined) throw new Error('no step');
    const steps = [
      { ...step, findings },
      { ...step, index: 1, findings: findings.slice(1, 2) },
    ];
    const text = await pretty(run([story('a', 'okta', 'failed', { steps })]));
    expect(text).toContain('observed  refused-by-idp  (user-suspended, E0000004)');
    expect(text).toContain('    and what follows from it: 2 more of this step\n');
    expect(text.match(/account\.lastName/g)).toHaveLength(1);
    expect(text).toContain('account.lastName  step 2: ada logs in');
  });

  it('says what was not verified and why, and what could not be driven', async () => {
    const text = await pretty(
      run([story('a', 'okta', 'not-verified'), story('b', 'okta', 'error', UNDRIVEN)]),
    );
    expect(text).toContain('accounts.count  not verified: no account view');
    expect(text).toContain('  Nobody answers. [target-unreachable]\n  Start the SP.\n');
    expect(text).toContain('1 not verified, 1 not driven');
  });

  it('keeps 200 runs on one screen', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `a-story-with-a-long-name-${index}`);
    const stories = names.flatMap((name) => [story(name, 'okta'), story(name, 'entra')]);
    const lines = (await pretty(run(stories))).split('\n');
    expect(lines.length).toBeLessThan(45);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    for (const name of names) expect(lines.join('\n')).toContain(`✓ ${name}`);
  });

  it('marks each IdP of a packed story when they differ', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `story-${index}`);
    const stories = names.flatMap((name) => [
      story(name, 'okta', name === 'story-3' ? 'failed' : 'passed'),
      story(name, 'entra'),
    ]);
    const text = await pretty(run(stories));
    expect(text).toContain(' ✗✓ story-3 ');
    expect(text).toContain('okta, entra (40)');
  });

  it('colours only when it is told to', async () => {
    const result = run([story('a', 'okta', 'failed')]);
    expect(await pretty(result, true)).toContain('\u001B[31m✗');
    expect(await pretty(result)).not.toContain('\u001B');
  });
});
