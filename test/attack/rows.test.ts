/** Every row of the strict SP bears its load: without it, a named attack or a named story turns red. */
import { describe, expect, it } from 'vitest';
import { listCorpus, selectAttacks } from '../../src/attack/corpus.js';
import { planRun } from '../../src/run/plan.js';
import { runPlan } from '../../src/run/run.js';
import { CORPUS } from '../../src/run/package-root.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { PROFILE_ROWS, REMOVABLE_ROWS } from '../../src/sp/defects/mutants.js';

/** Rows about what a profile allows: forged messages are not what they are for. */
const STORIES: Readonly<Record<string, string>> = {
  plan: 'plan-missing',
  domain: 'domain-not-verified',
  'supported-idp': 'idp-not-supported',
  'required-attributes': 'required-attribute-missing',
  'account-key': 'jit-off',
  'account-active': 'deactivated-assertion-held-refused-when-pushed',
};

const CAUGHT = new Set(
  selectAttacks(listCorpus(CORPUS), { names: [] }).flatMap(({ caughtBy }) => caughtBy),
);

/** The story at an SP without the row. */
async function played(story: string, row: string): Promise<readonly string[]> {
  const plan = planRun({
    paths: [`scenarios/lifecycle/${story}.yaml`],
    cwd: process.cwd(),
    now: Date.parse('2026-03-02T09:00:00Z'),
  });
  const items = plan.items.map((item) => {
    const settings = { ...item.sp.settings, defects: [`without-${row}`] };
    const scenario: Scenario = { ...item.scenario, sp: settings };
    return { ...item, scenario, sp: { ...item.sp, settings } };
  });
  const { stories } = await runPlan({ ...plan, items }, { seed: '1', version: '0', command: '' });
  return stories.map(({ verdict }) => verdict);
}

describe('the rows of the strict SP', () => {
  it.each(REMOVABLE_ROWS.filter((row) => !PROFILE_ROWS.includes(row)))(
    '%s is needed by an attack',
    (row) => {
      expect(CAUGHT.has(`without-${row}`)).toBe(true);
    },
  );

  it.each(PROFILE_ROWS)('%s is needed by an attack or a story', async (row) => {
    if (CAUGHT.has(`without-${row}`)) return;
    const story = STORIES[row];
    expect(story).toBeDefined();
    const verdicts = await played(story ?? '', row);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts).toContain('failed');
  });
});
