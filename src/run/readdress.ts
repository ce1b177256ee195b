/** Floor 7: a story that was written for one SP, told of another. */
import type { Scenario } from '../scenario/scenario.js';
import type { Step } from '../scenario/step.js';

function readdressed(step: Step, from: string, to: string): Step {
  const { expect } = step;
  if (expect?.assertion?.audience !== from) return step;
  return { ...step, expect: { ...expect, assertion: { ...expect.assertion, audience: to } } };
}

/**
 * The story with the SP's entity ID in its expectations replaced.
 *
 * @param from - the entity ID of the SP that the story was written for
 * @param to - the entity ID of the SP at which it is played
 */
export function readdress(scenario: Scenario, from: string, to: string): Scenario {
  if (from === to) return scenario;
  return { ...scenario, steps: scenario.steps.map((step) => readdressed(step, from, to)) };
}
