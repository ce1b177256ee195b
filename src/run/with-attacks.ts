/** Floor 7: finds the attacks that the steps of a story name, before anything is sent. */
import { listCorpus, selectAttacks } from '../attack/corpus.js';
import { UserError } from '../base/errors.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { Attack } from '../scenario/attack.js';
import type { Scenario } from '../scenario/scenario.js';
import type { AttackStep, Step } from '../scenario/step.js';
import { CORPUS } from './package-root.js';

function found(name: string): Attack {
  const [attack, another] = selectAttacks(listCorpus(CORPUS), { names: [name] });
  if (attack !== undefined && another === undefined) return attack;
  const ids = selectAttacks(listCorpus(CORPUS), { names: [name] }).map(({ id }) => id);
  throw new UserError('attack-unknown', `"${name}" is ${ids.length} attacks; a step plays one.`, {
    fix: `Name one of them: ${ids.slice(0, 8).join(', ')}.`,
  });
}

/** A mistake of the step, at its place in the story; one of the corpus is none of the story's. */
function placed(scenario: Scenario, step: AttackStep, error: unknown): unknown {
  if (!(error instanceof UserError) || error instanceof ScenarioError) return error;
  const { code, message, fix } = error;
  const at = scenario.locate(['steps', step.index, 'attack']);
  return new UserError(code, message, { at, ...(fix === undefined ? {} : { fix }) });
}

function defined(scenario: Scenario, step: Step): Step {
  if (step.verb !== 'attack' || step.definition !== undefined) return step;
  try {
    return { ...step, definition: found(step.attack) };
  } catch (error) {
    throw placed(scenario, step, error);
  }
}

/**
 * The story with every attack that it names.
 *
 * @throws UserError `attack-unknown`, at the step that names it
 */
export function withAttacks(scenario: Scenario): Scenario {
  if (!scenario.steps.some(({ verb }) => verb === 'attack')) return scenario;
  return { ...scenario, steps: scenario.steps.map((step) => defined(scenario, step)) };
}
