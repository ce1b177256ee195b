/** Floor 7: plays one work item to its end. */
import { TargetError } from '../base/errors.js';
import type { Context } from '../base/context.js';
import { seededRandom } from '../base/random.js';
import type { Step } from '../scenario/step.js';
import type { Target } from '../sp/target.js';
import { act } from './act.js';
import { commandLine } from './command-line.js';
import { judge } from './judge/judge.js';
import type { Observation } from './observation.js';
import type { Finding, StepResult, StoryResult } from './result.js';
import type { Sources, Stage } from './stage.js';
import { clockOf, openStage } from './stage.js';
import { STEPS } from './steps/steps.js';
import type { WorkItem } from './work-item.js';

/** How a story is played. */
export interface StoryOptions {
  readonly seed: string;
  /** The instant for stories without `clock`, in milliseconds; absent = the machine's clock runs. */
  readonly now?: number;
  /** Makes what cannot be verified a failure. */
  readonly strict: boolean;
  /** Options that the command which repeats the story must repeat, e.g. `--strict`. */
  readonly flags: readonly string[];
  /** Opens the SP under test. */
  open(item: WorkItem, context: Context): Promise<Target>;
}

/** What is known of a step before it is judged. */
function heading({ item, clock }: Stage, step: Step): Omit<StepResult, 'findings'> {
  const { line } = item.scenario.locate(['steps', step.index]);
  return {
    index: step.index,
    verb: step.verb,
    title: STEPS[step.verb].title(step),
    line,
    at: new Date(clock.now()).toISOString(),
  };
}

function seen({ outcome, reason, code }: Observation): Partial<StepResult> {
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
  };
}

async function playStep(stage: Stage, step: Step, strict: boolean): Promise<StepResult> {
  const { run, reachesSp } = STEPS[step.verb];
  const head = heading(stage, step);
  if (!reachesSp) {
    await run(stage, step);
    return { ...head, findings: [] };
  }
  const { effect, observation } = await act(stage, step);
  const { expect, index } = step;
  const { scenario } = stage.item;
  const findings: readonly Finding[] =
    expect === undefined ? [] : judge({ scenario, index, expect, strict }, observation);
  const message = effect.message?.xml;
  return {
    ...head,
    ...seen(observation),
    findings,
    ...(message === undefined ? {} : { message }),
  };
}

function verdictOf(steps: readonly StepResult[]): StoryResult['verdict'] {
  const verdicts = steps.flatMap(({ findings }) => findings.map(({ verdict }) => verdict));
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('not-verified') ? 'not-verified' : 'passed';
}

type Played = Pick<StoryResult, 'steps' | 'verdict' | 'error'>;

function undriven(steps: readonly StepResult[], { code, message, fix }: TargetError): Played {
  const error = { code, message, ...(fix === undefined ? {} : { fix }) };
  return { steps, verdict: 'error', error };
}

/** Plays the steps; what was played before the SP failed is kept. */
async function playOn(
  target: Target,
  item: WorkItem,
  sources: Sources,
  strict: boolean,
): Promise<Played> {
  const steps: StepResult[] = [];
  try {
    const stage = await openStage(item, target, sources);
    for (const step of item.scenario.steps) steps.push(await playStep(stage, step, strict));
    return { steps, verdict: verdictOf(steps) };
  } catch (error) {
    if (error instanceof TargetError) return undriven(steps, error);
    throw error;
  } finally {
    await target.close();
  }
}

async function play(item: WorkItem, options: StoryOptions): Promise<Played> {
  const clock = clockOf(item, options.now);
  const random = seededRandom(`${options.seed}/${item.id}`);
  try {
    const target = await options.open(item, { clock, random: random.fork('sp') });
    return await playOn(target, item, { clock, random }, options.strict);
  } catch (error) {
    if (error instanceof TargetError) return undriven([], error);
    throw error;
  }
}

function repeatCommand({ scenario, idp }: WorkItem, { seed, flags }: StoryOptions): string {
  const { vendor } = idp.settings;
  return commandLine('run', scenario.file, '--idp', vendor, '--seed', seed, ...flags);
}

/**
 * Plays one story under one combination of IdP and SP.
 *
 * @param item - a planned story
 * @param options - seed, clock, and how to open the SP
 * @returns what every step did and whether it was as promised; an SP that cannot be driven is the verdict `error`
 */
export async function runStory(item: WorkItem, options: StoryOptions): Promise<StoryResult> {
  const started = performance.now();
  const { id, scenario, idp, sp } = item;
  const { id: scenarioId, title, file, tags } = scenario;
  const played = await play(item, options);
  return {
    id,
    scenario: scenarioId,
    title,
    file,
    tags,
    idp: idp.settings.vendor,
    sp: sp.settings.profile,
    ...played,
    command: repeatCommand(item, options),
    durationMs: Math.round(performance.now() - started),
  };
}
