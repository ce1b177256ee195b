/** Floor 9: makes a test of every story, whatever the test runner. */
import { randomInt } from 'node:crypto';
import { InternalError, UserError } from '../../base/errors.js';
import { fitPlan } from '../../run/applicability/fit-plan.js';
import type { Plan, PlanOptions } from '../../run/plan.js';
import { planRun } from '../../run/plan.js';
import type { StoryResult } from '../../run/result.js';
import { runPlan } from '../../run/run.js';
import type { WorkItem } from '../../run/work-item.js';
import { findFiles } from './find-files.js';
import type { FoundTarget } from './find-target.js';
import { findTarget } from './find-target.js';
import type { PlayOptions } from './play-options.js';
import type { Runner, RunningTest } from './runner.js';
import { speltOut } from './spelt-out.js';
import { doubtsOf, isPartlyVerified, storyFailure } from './story-failure.js';

const TIMEOUT = 60_000;

/** How long an app may take to start: its own limit counts, this one is for what it forgets. */
const START_TIMEOUT = 300_000;

/** What every test of a file set shares. */
interface Playing {
  readonly seed: string;
  readonly strict: boolean;
  readonly target: FoundTarget | undefined;
  /** Options of the command that repeats a story. */
  readonly flags: readonly string[];
}

function patternOf(grep: RegExp | string): RegExp {
  if (typeof grep !== 'string') return grep;
  try {
    return new RegExp(grep, 'iu');
  } catch (cause) {
    throw new UserError('option-invalid', `grep: "${grep}" is not a regular expression.`, {
      cause,
      fix: 'Escape ( ) [ ] { } * + ? . with a backslash.',
    });
  }
}

function planning(
  paths: readonly string[],
  { idp, grep }: PlayOptions,
  target: FoundTarget | undefined,
): PlanOptions {
  const cwd = process.cwd();
  const { config } = target ?? {};
  return {
    paths: findFiles(paths, cwd),
    cwd,
    now: Date.now(),
    ...(target === undefined ? {} : { target: target.offer }),
    ...(config === undefined ? {} : { config }),
    ...(idp === undefined ? {} : { idp }),
    ...(grep === undefined ? {} : { grep: patternOf(grep) }),
  };
}

function flagsOf(target: FoundTarget | undefined, strict: boolean): readonly string[] {
  const { config, offer } = target ?? {};
  const named = config === undefined || offer === undefined ? [] : ['--target', offer.name];
  return strict ? [...named, '--strict'] : named;
}

/** A story that is played again: from the command line where that knows the target, in the test otherwise. */
function repeatable(story: StoryResult, { seed, target }: Playing): StoryResult {
  if (target === undefined || target.config !== undefined) return story;
  const { file, idp } = story;
  const options = `{ target, idp: '${idp}', seed: ${JSON.stringify(seed)} }`;
  return { ...story, command: `playScenarios(${JSON.stringify(file)}, ${options})` };
}

async function storyOf(plan: Plan, playing: Playing): Promise<StoryResult> {
  const { seed, strict, flags } = playing;
  const { stories } = await runPlan(plan, { seed, strict, flags, version: '', command: '' });
  const [story] = stories;
  if (story === undefined) throw new InternalError('internal', 'a story was not played');
  return repeatable(story, playing);
}

async function play(item: WorkItem, playing: Playing, running: RunningTest): Promise<void> {
  const plan = await fitPlan({ items: [item], leftOut: [] });
  const [unfit] = plan.leftOut;
  if (unfit !== undefined) {
    running.skip(unfit.why);
    return;
  }
  const story = await storyOf(plan, playing);
  if (story.verdict === 'passed') return;
  if (story.verdict !== 'not-verified') throw storyFailure(story);
  // One promise that nobody can check does not undo those that were kept.
  if (isPartlyVerified(story)) await running.note(doubtsOf(story));
  else running.skip(doubtsOf(story));
}

function titleOf(paths: readonly string[], target: FoundTarget | undefined): string {
  const files = paths.join(', ');
  return target === undefined ? files : `${files} at ${target.offer.name}`;
}

/** What is to be played where. */
interface Planned {
  readonly target: FoundTarget | undefined;
  readonly plan: Plan;
}

function planFor(runner: Runner, paths: readonly string[], options: PlayOptions): Planned {
  try {
    const target = findTarget(options, process.cwd());
    const asked = planning(paths, options, target);
    const plan = planRun(asked);
    return { target, plan: runner.fit?.(plan, asked) ?? plan };
  } catch (error) {
    throw error instanceof UserError ? speltOut(error, process.cwd()) : error;
  }
}

/** The stories of each reason together: dozens may be made for another IdP. */
function byReason(leftOut: Plan['leftOut']): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>();
  for (const { id, why } of leftOut) reasons.set(why, [...(reasons.get(why) ?? []), id]);
  return reasons;
}

/**
 * Makes one group of tests of all files, and in it one test of every story and combination.
 *
 * @param runner - collects tests now; nothing is sent before they run
 * @param paths - files, folders, patterns; relative ones start at the folder of the run
 * @throws UserError with every mistake of every file, or when nothing is found or the target is unknown
 */
export function defineScenarios(
  runner: Runner,
  paths: readonly string[],
  options: PlayOptions = {},
): void {
  const { timeout = TIMEOUT, strict = false } = options;
  const { target, plan } = planFor(runner, paths, options);
  const seed = options.seed ?? String(randomInt(1_000_000_000));
  const playing = { seed, strict, target, flags: flagsOf(target, strict) };
  runner.describe(titleOf(paths, target), () => {
    if (target !== undefined) {
      runner.beforeAll(() => target.offer.start(), START_TIMEOUT);
      runner.afterAll(() => target.offer.stop());
    }
    for (const item of plan.items) {
      const title = `${item.id} ${item.scenario.title}`;
      runner.test(title, (running) => play(item, playing, running), timeout);
    }
    for (const [why, ids] of byReason(plan.leftOut)) {
      const [only = ''] = ids;
      if (ids.length === 1) runner.skipped(only, why);
      else runner.skipped(`${ids.length} stories`, `${why}: ${ids.join(', ')}`);
    }
  });
}
