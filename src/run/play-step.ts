/** Floor 7: plays one step of a story, holds it against its promise, and keeps what a person wants to see of it. */
import { TargetError } from '../base/errors.js';
import type { Expectation } from '../scenario/scenario.js';
import type { Step } from '../scenario/step.js';
import type { Hop } from '../sp/target.js';
import { act } from './act.js';
import type { Recorder } from './evidence/recorder.js';
import { redactStep } from './evidence/redact-step.js';
import { stepEvidence } from './evidence/step-evidence.js';
import { attackVerdict } from './judge/attack.js';
import { judge } from './judge/judge.js';
import type { Observation } from './observation.js';
import type { Finding, StepResult } from './result.js';
import type { Stage } from './stage.js';
import { STEPS } from './steps/steps.js';

/** How evidence is kept. */
export interface EvidenceOptions {
  /** Values that are secret wherever they stand. */
  readonly secrets: readonly string[];
  /** Redacts nothing. */
  readonly showSecrets: boolean;
}

/** How a step is played. */
export interface StepOptions {
  /** Makes what cannot be verified a failure. */
  readonly strict: boolean;
  /** Absent: none is kept. */
  readonly evidence?: EvidenceOptions & { readonly recorder: Recorder };
}

/** A step, and what stopped it. */
export interface PlayedStep {
  readonly result: StepResult;
  readonly error?: TargetError;
}

type Heading = Omit<StepResult, 'findings'>;

/** What is known of a step before it is played. */
function heading({ item, clock }: Stage, step: Step): Heading {
  const { line } = item.scenario.locate(['steps', step.index]);
  return {
    index: step.index,
    verb: step.verb,
    title: STEPS[step.verb].title(step),
    line,
    at: new Date(clock.now()).toISOString(),
  };
}

function seen(observation: Observation): Partial<StepResult> {
  const { outcome, reason, code } = observation;
  const attack = attackVerdict(observation);
  return {
    ...(attack === undefined ? {} : { attack }),
    ...(observation.attack === undefined
      ? {}
      : { took: observation.attack.took, sent: observation.attack.sent }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
  };
}

type Kept = Pick<StepResult, 'evidence'>;

/** The evidence, when it was asked for. */
function kept(
  stage: Stage,
  { evidence }: StepOptions,
  hops: readonly Hop[],
  observation: Parameters<typeof stepEvidence>[2],
): Kept {
  if (evidence === undefined) return {};
  const raw = stepEvidence(stage, hops, observation);
  return { evidence: evidence.showSecrets ? raw : redactStep(raw, evidence.secrets) };
}

/** Whom a step is about, as far as the file says. */
function subjectOf(stage: Stage, step: Step): { readonly subject?: string } {
  if ('user' in step) return { subject: step.user };
  const user = step.verb === 'deliver' ? stage.envelopes.get(step.envelope)?.user : undefined;
  return user === undefined ? {} : { subject: user };
}

/** An attack that nobody promised anything of must end as the corpus says. */
function promised(step: Step): Expectation | undefined {
  const definition = step.verb === 'attack' ? step.definition : undefined;
  return definition && { attack: definition.expect };
}

async function playAtSp(stage: Stage, step: Step, options: StepOptions): Promise<StepResult> {
  const head = heading(stage, step);
  const { effect, observation, hops } = await act(stage, step);
  const { index } = step;
  const expect = step.expect ?? promised(step);
  const { strict } = options;
  const { scenario } = stage.item;
  const findings: readonly Finding[] =
    expect === undefined ? [] : judge({ scenario, index, expect, strict }, observation);
  const message = effect.message?.xml;
  return {
    ...head,
    ...seen(observation),
    findings,
    ...(message === undefined ? {} : { message }),
    ...kept(stage, options, hops, observation),
  };
}

async function playElsewhere(stage: Stage, step: Step, options: StepOptions): Promise<StepResult> {
  const head = heading(stage, step);
  await STEPS[step.verb].run(stage, step);
  return { ...head, findings: [], ...kept(stage, options, [], subjectOf(stage, step)) };
}

/**
 * Plays a step.
 *
 * @returns what it did; an SP that cannot be driven leaves what was seen until then, and the error
 */
export async function playStep(
  stage: Stage,
  step: Step,
  options: StepOptions,
): Promise<PlayedStep> {
  const recorder = options.evidence?.recorder;
  recorder?.begin();
  const head = heading(stage, step);
  try {
    const play = STEPS[step.verb].reachesSp ? playAtSp : playElsewhere;
    return { result: await play(stage, step, options) };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const hops = recorder?.hops(undefined) ?? [];
    const evidence = kept(stage, options, hops, subjectOf(stage, step));
    return { result: { ...head, findings: [], ...evidence }, error };
  }
}
