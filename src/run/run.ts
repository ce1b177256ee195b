/** Floor 7: plays a plan, story by story, and adds up. */
import type { Context } from '../base/context.js';
import type { Target } from '../sp/target.js';
import { openEmbedded } from './open-embedded.js';
import type { Plan } from './plan.js';
import type { RunEvent, RunResult, StoryResult } from './result.js';
import { runStory } from './run-story.js';
import type { WorkItem } from './work-item.js';

/** How a plan is run. */
export interface RunOptions {
  /** Fixes every identifier. */
  readonly seed: string;
  /** Standin's version, for the result. */
  readonly version: string;
  /** The command that repeats the run, for the result. */
  readonly command: string;
  /** The instant for stories without `clock`, in milliseconds; absent = the machine's clock runs. */
  readonly now?: number;
  /** Makes what cannot be verified a failure. Default false. */
  readonly strict?: boolean;
  /** Options that repeat commands of single stories must carry besides IdP and seed, e.g. `--strict`. */
  readonly flags?: readonly string[];
  /** What a reader of the result should know. */
  readonly notes?: readonly string[];
  /** Hears of the run while it goes on. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Opens the SP under test; by default the embedded reference SP. */
  readonly open?: (item: WorkItem, context: Context) => Promise<Target>;
}

function countsOf(stories: readonly StoryResult[]): RunResult['counts'] {
  const count = (verdict: StoryResult['verdict']): number =>
    stories.filter((story) => story.verdict === verdict).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    notVerified: count('not-verified'),
    error: count('error'),
  };
}

function verdictOf({ error, failed }: RunResult['counts']): RunResult['verdict'] {
  if (error > 0) return 'error';
  return failed > 0 ? 'failed' : 'passed';
}

/**
 * Plays every item of a plan, one after the other.
 *
 * @param plan - what `planRun` gives
 * @param options - seed and clock
 * @returns the result that reporters read; findings are data, not errors
 * @example
 * const plan = planRun({ paths: ['scenarios'], cwd: process.cwd(), now: Date.now() });
 * const result = await runPlan(plan, { seed: '1', version: '0', command: 'standin run' });
 * result.verdict; // 'passed'
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<RunResult> {
  const { seed, version, command, now, strict = false, onEvent } = options;
  const { flags = [], open = openEmbedded } = options;
  const stories: StoryResult[] = [];
  onEvent?.({ kind: 'run-start', stories: plan.items.length });
  for (const item of plan.items) {
    const clock = now === undefined ? {} : { now };
    const story = await runStory(item, { seed, strict, flags, open, ...clock });
    stories.push(story);
    onEvent?.({ kind: 'story-end', story });
  }
  const counts = countsOf(stories);
  const verdict = verdictOf(counts);
  const { leftOut } = plan;
  return {
    tool: 'standin',
    version,
    seed,
    command,
    verdict,
    stories,
    leftOut,
    notes: options.notes ?? [],
    counts,
  };
}
