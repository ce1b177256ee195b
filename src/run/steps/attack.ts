/** Floor 7: plays one attack of the corpus: its own steps, between an attacker and a victim of the story. */
import { createHash, type Hash } from 'node:crypto';
import { InternalError, TargetError } from '../../base/errors.js';
import type { Attack } from '../../scenario/attack.js';
import type { AttackStep, Step } from '../../scenario/step.js';
import type { SessionObservation } from '../../sp/target.js';
import type { AttackTraces } from '../observation.js';
import type { Stage } from '../stage.js';
import type { Effect, StepRunner } from './effect.js';
import { seatOf } from './seat.js';

function definitionOf({ attack, definition }: AttackStep): Attack {
  if (definition !== undefined) return definition;
  throw new InternalError('internal', `the attack ${attack} was not found before it was played`);
}

/** The step with the story's people in the parts that the attack has. */
function cast(step: Step, { user, victim }: AttackStep): Step {
  const players: Readonly<Record<string, string>> = { attacker: user, victim };
  const acted = 'user' in step ? { ...step, user: players[step.user] ?? step.user } : step;
  const played =
    acted.verb === 'login' && acted.planted !== undefined
      ? { ...acted, planted: players[acted.planted] ?? acted.planted }
      : acted;
  return played.verb === 'login' || played.verb === 'replay' ? { ...played, victim } : played;
}

/** Whether an SP that cannot be driven to the end of the last step is what the attack is about. */
function mayEndSo({ never }: Attack, error: unknown): error is TargetError {
  if (!(error instanceof TargetError)) return false;
  return error.code === 'target-unreachable' || never.leaves === true;
}

/** Plays the last step; an SP that breaks down in it, or sends the browser away, has ended it. */
async function playLast(
  stage: Stage,
  step: Step,
  definition: Attack,
  play: StepRunner,
): Promise<{ readonly effect: Effect; readonly traces: Pick<AttackTraces, 'broken' | 'astray'> }> {
  try {
    return { effect: await play(stage, step), traces: {} };
  } catch (error) {
    if (!mayEndSo(definition, error)) throw error;
    const { message, code } = error;
    const { browser } = seatOf(stage, 'user' in step ? step.user : '');
    const page = browser.hops.at(-1);
    const effect = { browser, ...(page === undefined ? {} : { page }) };
    return {
      effect,
      traces: code === 'target-unreachable' ? { broken: message } : { astray: message },
    };
  }
}

/** The size of what was sent: of the forged request, or of the message itself. */
function bytesOf({ message }: Effect): number {
  return message?.request?.body?.length ?? Buffer.byteLength(message?.xml ?? '');
}

/** Adds a step to the record of what was sent: the request to the byte, or the message where the vendor's page posted it. */
function note(sent: Hash, step: Step, { message }: Effect): void {
  const { request, xml = '', relayState = '' } = message ?? {};
  const { method = '', url = '', headers = {}, body = '' } = request ?? {};
  const { verb } = step;
  const written = request === undefined ? [xml, relayState] : '';
  const copies = verb === 'replay' && step.times !== undefined ? [step.times] : [];
  sent.update(JSON.stringify([verb, method, url, headers, written, ...copies]));
  sent.update(body);
}

/** The victim's session, where the attack must not end it. */
async function sessionOfVictim(
  { seats, target }: Stage,
  { never }: Attack,
  victim: string,
): Promise<SessionObservation | undefined> {
  const seat = never.ends === true ? seats.get(victim) : undefined;
  return seat === undefined ? undefined : target.session(seat.browser);
}

/**
 * `attack`: the steps of the corpus; the last one is what counts.
 *
 * @param play - plays a step of any other verb
 */
export const attackBy =
  (play: StepRunner): StepRunner<AttackStep> =>
  async (stage, step) => {
    const definition = definitionOf(step);
    const steps = definition.steps.map((each) => cast(each, step));
    const last = steps.pop();
    if (last === undefined) throw new InternalError('internal', `${step.attack} has no steps`);
    const sent = createHash('sha256');
    for (const each of steps) note(sent, each, await play(stage, each));
    const started = performance.now();
    const { effect, traces } = await playLast(stage, last, definition, play);
    const took = { milliseconds: performance.now() - started, bytes: bytesOf(effect) };
    note(sent, last, effect);
    const victimSession = await sessionOfVictim(stage, definition, step.victim);
    const { canary, errorsAreRefusals = false } = stage.forging ?? {};
    const attack: AttackTraces = {
      definition,
      victim: step.victim,
      took,
      sent: sent.digest('hex'),
      ...traces,
      errorsAreRefusals,
      ...(victimSession === undefined ? {} : { victimSession }),
      ...(canary === undefined ? {} : { canary }),
    };
    return { ...effect, subject: step.user, attack };
  };
