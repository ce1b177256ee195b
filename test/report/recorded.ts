/** Test data: runs of real stories at the embedded SP, with their evidence. */
import type { PlanOptions } from '../../src/run/plan.js';
import { planRun } from '../../src/run/plan.js';
import type { RunResult } from '../../src/run/result.js';
import { runPlan } from '../../src/run/run.js';

const ROOT = new URL('../..', import.meta.url).pathname;
const NOW = Date.parse('2026-03-02T09:00:00Z');

/** Plays stories and keeps everything that was seen. */
export function recordedRun(options: Partial<PlanOptions>): Promise<RunResult> {
  const plan = planRun({ paths: ['scenarios'], cwd: ROOT, now: NOW, ...options });
  return runPlan(plan, {
    seed: '7',
    version: '0.1.0',
    command: 'standin run --seed 7',
    now: NOW,
    evidence: true,
  });
}
