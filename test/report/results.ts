/** Test data: results of runs. */
import type { Finding, RunResult, StoryResult, Verdict } from '../../src/run/result.js';

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    key: 'account.lastName',
    verdict: 'passed',
    expected: 'Byron',
    observed: 'Byron',
    file: 'scenarios/lifecycle/name-drift.yaml',
    line: 21,
    column: 27,
    ...change,
  };
}

const FAILED: Finding = finding({ verdict: 'failed', observed: 'Lovelace' });
const DOUBT: Finding = finding({
  key: 'accounts.count',
  verdict: 'not-verified',
  observed: null,
  why: 'no account view',
});

export function story(
  name: string,
  idp: string,
  verdict: Verdict | 'error' = 'passed',
  change: Partial<StoryResult> = {},
): StoryResult {
  const findings = { passed: [finding()], failed: [FAILED], 'not-verified': [DOUBT], error: [] };
  return {
    id: `lifecycle/${name}[${idp}]`,
    scenario: `lifecycle/${name}`,
    title: `The story of ${name}`,
    file: `scenarios/lifecycle/${name}.yaml`,
    tags: ['jit'],
    idp,
    sp: 'proof',
    verdict,
    steps: [
      {
        index: 0,
        verb: 'login',
        title: 'ada logs in (SP-initiated)',
        line: 18,
        at: '2026-03-02T09:00:00.000Z',
        outcome: 'logged-in',
        findings: findings[verdict],
        message: '<Response/>',
      },
    ],
    command: `standin run scenarios/lifecycle/${name}.yaml --idp ${idp} --seed 7`,
    durationMs: 100,
    ...change,
  };
}

export function run(stories: readonly StoryResult[]): RunResult {
  const count = (verdict: StoryResult['verdict']): number =>
    stories.filter((each) => each.verdict === verdict).length;
  return {
    tool: 'standin',
    version: '0.1.0',
    seed: '7',
    command: 'standin run --seed 7',
    verdict: 'passed',
    stories,
    leftOut: [],
    notes: [],
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      notVerified: count('not-verified'),
      error: count('error'),
    },
  };
}

export const UNDRIVEN: Partial<StoryResult> = {
  error: { code: 'target-unreachable', message: 'Nobody answers.', fix: 'Start the SP.' },
};
