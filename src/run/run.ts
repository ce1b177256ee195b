/** Floor 7: plays a plan, story by story, and adds up. */
import type { Context } from '../base/context.js';
import type { Target } from '../sp/target.js';
import { fitPlan } from './applicability/fit-plan.js';
import { countsOf, runVerdictOf } from './counts.js';
import { drawLabel } from './fresh/draw-label.js';
import { openEmbedded } from './open-embedded.js';
import type { Plan } from './plan.js';
import type { RunEvent, RunResult, StoryResult } from './result.js';
import type { StoryOptions } from './run-story.js';
import { runStory } from './run-story.js';
import { targetNotes } from './target-notes.js';
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
  /** Keeps evidence of every step: hops, messages, accounts. Default false. */
  readonly evidence?: boolean;
  /** Values to redact wherever they stand in the evidence, e.g. configured headers. */
  readonly secrets?: readonly string[];
  /** Redacts nothing. Default false. */
  readonly showSecrets?: boolean;
  /** Draws what makes names new at a target that cannot forget its accounts. Default: by chance. */
  readonly label?: () => string;
  /** Opens the SP of stories without a target; by default the embedded reference SP. */
  readonly open?: (item: WorkItem, context: Context) => Promise<Target>;
}

function storyOptions(options: RunOptions): StoryOptions {
  const { seed, now, strict = false, flags = [], open = openEmbedded } = options;
  const { evidence, secrets = [], showSecrets = false, label = drawLabel } = options;
  return {
    seed,
    strict,
    flags,
    open,
    label,
    ...(now === undefined ? {} : { now }),
    ...(evidence === true ? { evidence: { secrets, showSecrets } } : {}),
  };
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
  const { seed, version, command, onEvent } = options;
  const { items, leftOut } = await fitPlan(plan, onEvent);
  const stories: StoryResult[] = [];
  onEvent?.({ kind: 'run-start', stories: items.length });
  for (const item of items) {
    const story = await runStory(item, storyOptions(options));
    stories.push(story);
    onEvent?.({ kind: 'story-end', story });
  }
  const counts = countsOf(stories);
  const verdict = runVerdictOf(counts);
  return {
    tool: 'standin',
    version,
    seed,
    command,
    verdict,
    stories,
    leftOut,
    notes: [...targetNotes(items), ...(options.notes ?? [])],
    counts,
  };
}
