/** Floor 7: plays one work item to its end. */
import { TargetError } from '../base/errors.js';
import type { Context } from '../base/context.js';
import type { Target } from '../sp/target.js';
import { commandLine } from './command-line.js';
import { openRecorder } from './evidence/recorder.js';
import type { Opened } from './open-target.js';
import { openTarget } from './open-target.js';
import type { EvidenceOptions, StepOptions } from './play-step.js';
import { playStep } from './play-step.js';
import type { Chances, Prepared } from './prepare.js';
import { prepare } from './prepare.js';
import type { StepResult, StoryResult } from './result.js';
import type { Sources, Stage } from './stage.js';
import { openStage } from './stage.js';
import type { WorkItem } from './work-item.js';

/** How a story is played. */
export interface StoryOptions extends Chances {
  /** Makes what cannot be verified a failure. */
  readonly strict: boolean;
  /** Options that the command which repeats the story must repeat, e.g. `--strict`. */
  readonly flags: readonly string[];
  /** Absent: no evidence is kept. */
  readonly evidence?: EvidenceOptions;
  /** Opens the embedded SP; an item's own target goes before it. */
  open(item: WorkItem, context: Context): Promise<Target>;
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

/** Plays the steps; what was played before the SP failed is kept, and how far the step came that it failed in. */
async function playSteps(stage: Stage, options: StepOptions): Promise<Played> {
  const steps: StepResult[] = [];
  for (const step of stage.item.scenario.steps) {
    const { result, error } = await playStep(stage, step, options);
    steps.push(result);
    if (error !== undefined) return undriven(steps, error);
  }
  return { steps, verdict: verdictOf(steps) };
}

/** Sets the stage up; with evidence, every browser of it is listened to. */
async function playOn(
  { item, target }: Opened,
  sources: Sources,
  options: StoryOptions,
): Promise<Played> {
  const { strict, evidence } = options;
  const recorder = evidence === undefined ? undefined : openRecorder(target);
  try {
    const stage = await openStage(item, recorder?.target ?? target, sources);
    const keeping =
      evidence === undefined || recorder === undefined
        ? {}
        : { evidence: { ...evidence, recorder } };
    return await playSteps(stage, { strict, ...keeping });
  } finally {
    await target.close();
  }
}

async function open(prepared: Prepared, options: StoryOptions): Promise<Opened> {
  const { item, sources } = prepared;
  if (item.target !== undefined) return openTarget(item.target, prepared);
  const { clock, random } = sources;
  return { item, target: await options.open(item, { clock, random: random.fork('sp') }) };
}

async function play(item: WorkItem, options: StoryOptions): Promise<Played> {
  const prepared = prepare(item, options);
  try {
    return await playOn(await open(prepared, options), prepared.sources, options);
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
  const { id, scenario, idp, sp, target } = item;
  const { id: scenarioId, title, file, tags, description, references } = scenario;
  const played = await play(item, options);
  return {
    id,
    scenario: scenarioId,
    title,
    file,
    tags,
    ...(description === undefined ? {} : { description }),
    references,
    idp: idp.settings.vendor,
    sp: target?.name ?? sp.settings.profile,
    ...played,
    command: repeatCommand(item, options),
    durationMs: Math.round(performance.now() - started),
  };
}
