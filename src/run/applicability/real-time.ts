/** Floor 7: whether a story can be played at an SP whose clock nobody moves. */
import type { Scenario } from '../../scenario/scenario.js';
import type { Step } from '../../scenario/step.js';

type Steps = Pick<Scenario, 'steps'>;

/** How far a step moves the clock, in milliseconds. */
function leapOf(step: Step): number {
  return step.verb === 'advance' ? step.milliseconds : 0;
}

/** Whether a message comes to the SP in this step; one that is held back does not. */
function delivers(step: Step): boolean {
  if (step.verb === 'login') return step.hold === undefined;
  return step.verb === 'deliver' || step.verb === 'replay';
}

/** By how much a story moves its clock in all, in milliseconds: so far in the past it starts on real time. */
export function leapsOf({ steps }: Steps): number {
  return steps.reduce((sum, step) => sum + leapOf(step), 0);
}

/**
 * Whether time can be taken back instead: the IdP's clock starts in the past and has caught up before the first message
 * comes to the SP, which therefore never sees time move.
 */
export function fitsRealTime(story: Steps): boolean {
  const first = story.steps.findIndex(delivers);
  return first < 0 || leapsOf({ steps: story.steps.slice(first) }) === 0;
}
