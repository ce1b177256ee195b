/** Floor 7: judges who is in after a forged message, and what else it did. */
import { EXPECTED_WORDS, isRight, VERDICT_WORDS, verdictOf } from '../../attack/verdict.js';
import type { AttackVerdict } from '../../attack/verdict.js';
import type { AttackTraces, Observation } from '../observation.js';
import { compared, notVerified, type Check, type Judge } from './check.js';

const NO_SESSION = { kind: 'none' } as const;
const PATH = ['attack'];

/** Who is in; absent where the step is no attack. */
export function attackVerdict(observation: Observation): AttackVerdict | undefined {
  const { attack, sessions, subject = '', people, page } = observation;
  if (attack === undefined) return undefined;
  return verdictOf({
    session: sessions.get(subject) ?? NO_SESSION,
    attacker: people.get(subject),
    victim: people.get(attack.victim),
    ...(page === undefined || attack.errorsAreRefusals === true ? {} : { status: page.status }),
    ...(attack.broken === undefined ? {} : { broken: true }),
  });
}

/** Fields of the account that an attack must not set. */
function accountHarms({ definition }: AttackTraces, { account }: Observation): readonly Check[] {
  return Object.entries(definition.never.account ?? {}).flatMap(([field, never]) => {
    const value = account?.[field];
    const values = Array.isArray(value) ? value.map(String) : [String(value)];
    if (account === undefined || !values.includes(never)) return [];
    return [
      compared([...PATH, 'account', field], false, { expected: `not ${never}`, observed: value }),
    ];
  });
}

/** Whether the SP took longer than it may. */
function delay({ definition, took }: AttackTraces): readonly Check[] {
  const { slower } = definition.never;
  if (slower === undefined || took.milliseconds <= slower) return [];
  const observed = `${Math.round(took.milliseconds)} ms`;
  return [compared([...PATH, 'slower'], false, { expected: `at most ${slower} ms`, observed })];
}

/** Whether the victim was thrown out. */
function ending({ victimSession }: AttackTraces): readonly Check[] {
  if (victimSession === undefined || victimSession.kind === 'session') return [];
  const path = [...PATH, 'ends'];
  const expected = "the victim's session goes on";
  return victimSession.kind === 'unknown'
    ? [notVerified(path, expected, victimSession.why)]
    : [compared(path, false, { expected, observed: 'it is over' })];
}

/** What else must not be seen. */
function harmsOf(attack: AttackTraces, observation: Observation): readonly Check[] {
  const { never } = attack.definition;
  const html = observation.page?.html ?? '';
  const written = (never.page ?? []).filter((text) => html.includes(text));
  const asked = attack.canary?.() ?? 0;
  return [
    ...accountHarms(attack, observation),
    ...delay(attack),
    ...ending(attack),
    ...written.map((text) =>
      compared([...PATH, 'page'], false, { expected: `no ${text} on the page`, observed: text }),
    ),
    ...(attack.astray === undefined
      ? []
      : [
          compared([...PATH, 'leaves'], false, {
            expected: 'the browser stays at the SP',
            observed: attack.astray,
          }),
        ]),
    ...(asked === 0
      ? []
      : [
          compared([...PATH, 'canary'], false, {
            expected: 'the SP fetches nothing',
            observed: `${asked} requests`,
          }),
        ]),
  ];
}

/** `attack`: what a correct SP does with a forged message. */
export const judgeAttack: Judge<'attack'> = (expected, observation) => {
  const { attack, why } = observation;
  const verdict = attackVerdict(observation);
  if (attack === undefined || verdict === undefined) {
    return [notVerified(PATH, expected, 'this step attacks nobody')];
  }
  if (verdict === 'not-verified') {
    const session = observation.sessions.get(observation.subject ?? '');
    return [
      notVerified(
        PATH,
        expected,
        session?.kind === 'unknown' ? session.why : VERDICT_WORDS[verdict],
      ),
    ];
  }
  const holds = isRight(verdict, expected);
  const values = { expected: EXPECTED_WORDS[expected], observed: VERDICT_WORDS[verdict] };
  const because = holds ? undefined : (attack.broken ?? why);
  return [compared(PATH, holds, values, because), ...harmsOf(attack, observation)];
};
