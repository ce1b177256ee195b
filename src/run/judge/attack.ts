/** Floor 7: judges who is in after a forged message. */
import { EXPECTED_WORDS, isRight, VERDICT_WORDS, verdictOf } from '../../attack/verdict.js';
import type { AttackVerdict } from '../../attack/verdict.js';
import type { Observation } from '../observation.js';
import { compared, notVerified, type Judge } from './check.js';

const NO_SESSION = { kind: 'none' } as const;

/** Who is in. Absent where the step has no attacker. */
export function attackVerdict(observation: Observation): AttackVerdict | undefined {
  const { attack, sessions, subject, people, page } = observation;
  if (attack === undefined) return undefined;
  return verdictOf({
    session: sessions.get(subject ?? '') ?? NO_SESSION,
    attacker: people.get(subject ?? ''),
    victim: people.get(attack.victim),
    ...(page === undefined ? {} : { status: page.status }),
    ...(attack.broken === undefined ? {} : { broken: true }),
  });
}

/** `attack`: what a correct SP does with a forged message. */
export const judgeAttack: Judge<'attack'> = (expected, observation) => {
  const path = ['attack'];
  const verdict = attackVerdict(observation);
  if (verdict === undefined) return [notVerified(path, expected, 'this step attacks nobody')];
  if (verdict === 'not-verified') {
    const session = observation.sessions.get(observation.subject ?? '');
    const why = session?.kind === 'unknown' ? session.why : VERDICT_WORDS[verdict];
    return [notVerified(path, expected, why)];
  }
  const { attack, why } = observation;
  const holds = isRight(verdict, expected);
  const values = { expected: EXPECTED_WORDS[expected], observed: VERDICT_WORDS[verdict] };
  return [
    compared(path, holds, values, attack?.broken ?? (holds ? undefined : why)),
    ...(attack?.harms ?? []).map(({ key, expected: never, observed }) =>
      compared([...path, key], false, { expected: never, observed }),
    ),
  ];
};
