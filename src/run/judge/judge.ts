/** Floor 7: the table of judges, one row an expectation key, and what makes findings of their checks. */
import type { Expectation, Scenario } from '../../scenario/scenario.js';
import type { Observation } from '../observation.js';
import type { Finding } from '../result.js';
import { judgeAccount } from './account.js';
import { judgeAccounts } from './accounts.js';
import { judgeAssertion } from './assertion.js';
import { judgeAttack } from './attack.js';
import type { Check, Judge } from './check.js';
import { judgeDrift } from './drift.js';
import { judgeOutcome, judgeReason } from './outcome.js';
import { judgePage } from './page.js';
import { judgeSession } from './session.js';

/** Judges one key of an expectation, when it is there. */
export type KeyJudge = (expectation: Expectation, observation: Observation) => readonly Check[];

function row<Key extends keyof Expectation>(key: Key, judgeValue: Judge<Key>): KeyJudge {
  return (expectation, observation) => {
    const expected = expectation[key];
    return expected === undefined ? [] : judgeValue(expected, observation);
  };
}

/** Every expectation key with its judge; findings come in this order. */
export const JUDGES: Readonly<Record<keyof Expectation, KeyJudge>> = {
  outcome: row('outcome', judgeOutcome),
  reason: row('reason', judgeReason),
  page: row('page', judgePage),
  session: row('session', judgeSession),
  account: row('account', judgeAccount),
  accounts: row('accounts', judgeAccounts),
  drift: row('drift', judgeDrift),
  assertion: row('assertion', judgeAssertion),
  attack: row('attack', judgeAttack),
};

/** Where a judged step stands. */
export interface JudgedStep {
  readonly scenario: Pick<Scenario, 'file' | 'locate'>;
  readonly index: number;
  readonly expect: Expectation;
  /** Makes what could not be verified a failure. */
  readonly strict: boolean;
}

/**
 * Holds what a step promises against what was seen.
 *
 * @returns one finding for each promise, with the place of its key in the file
 */
export function judge(step: JudgedStep, observation: Observation): readonly Finding[] {
  return Object.values(JUDGES)
    .flatMap((judgeKey) => judgeKey(step.expect, observation))
    .map(({ path, verdict, expected, observed, why }) => {
      const { line, column } = step.scenario.locate(['steps', step.index, 'expect', ...path]);
      return {
        key: path.join('.'),
        verdict: step.strict && verdict === 'not-verified' ? 'failed' : verdict,
        expected,
        observed,
        ...(why === undefined ? {} : { why }),
        file: step.scenario.file,
        line,
        column,
      };
    });
}
