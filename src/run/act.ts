/** Floor 7: plays one step at the SP, and looks at what it did. */
import type { Step } from '../scenario/step.js';
import type { Hop } from '../sp/target.js';
import type { Observation } from './observation.js';
import { lookBefore, observe } from './observe.js';
import type { Stage } from './stage.js';
import type { Effect } from './steps/effect.js';
import { STEPS } from './steps/steps.js';

/** A step that was played. */
export interface Act {
  readonly effect: Effect;
  readonly observation: Observation;
  /** What the step's browser did, in order, without the looks around it. */
  readonly hops: readonly Hop[];
}

/**
 * Plays a step that reaches the SP.
 *
 * @param stage - where it is played
 * @param step - what is played
 * @throws TargetError when the SP cannot be reached or driven
 */
export async function act(stage: Stage, step: Step): Promise<Act> {
  const before = await lookBefore(stage, step);
  const marks = new Map(
    [...stage.seats.values()].map(({ browser }) => [browser, browser.hops.length]),
  );
  const effect = await STEPS[step.verb].run(stage, step);
  const { browser } = effect;
  const hops = browser === undefined ? [] : browser.hops.slice(marks.get(browser) ?? 0);
  const observation = await observe(stage, step, effect, before);
  return { effect, observation, hops };
}
