import { describe, expect, it } from 'vitest';
import { BUILT_IN_STORIES } from '../../src/run/package-root.js';
import { planRun } from '../../src/run/plan.js';
import { runPlan } from '../../src/run/run.js';
import { promisesOf, turnedAround } from './mutate-expectation.js';

const options = { seed: '1', version: '0', command: 'standin run' };
const { items } = planRun({ paths: [BUILT_IN_STORIES], cwd: '/', now: 0 });

describe('the built-in stories', () => {
  it.each(items.map((item) => [item.id, item] as const))(
    '%s is as promised, and notices when any one promise is turned around',
    async (_id, item) => {
      const { stories } = await runPlan({ items: [item], leftOut: [] }, options);
      const steps = stories[0]?.steps ?? [];
      const kept = steps.flatMap(({ findings }) => findings);
      expect(kept.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);

      const scenario = turnedAround(item.scenario);
      const turned = await runPlan({ items: [{ ...item, scenario }], leftOut: [] }, options);
      expect(turned.verdict).toBe('failed');
      const broken = turned.stories
        .flatMap((story) => story.steps)
        .flatMap((step) => step.findings);
      expect(broken.filter(({ verdict }) => verdict !== 'failed')).toEqual([]);
      expect(broken).toHaveLength(promisesOf(item.scenario));
      for (const { file, line, column } of broken) {
        expect(file).toBe(item.scenario.file);
        expect(line * column).toBeGreaterThan(0);
      }
    },
  );

  it('promise something of every kind', () => {
    const keys = items.flatMap(({ scenario }) =>
      scenario.steps.flatMap(({ expect: promise }) => Object.keys(promise ?? {})),
    );
    expect([...new Set(keys)].sort()).toEqual([
      'account',
      'accounts',
      'assertion',
      'drift',
      'outcome',
      'page',
      'reason',
      'session',
    ]);
  });
});
