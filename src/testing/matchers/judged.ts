/** Floor 9: an expectation held against a login by the judges of stories. */
import type { Check } from '../../run/judge/check.js';
import { JUDGES } from '../../run/judge/judge.js';
import type { Expectation } from '../../scenario/scenario.js';
import type { Login } from '../login-result.js';

/** What every judge says. */
export function judged(expectation: Expectation, { observation }: Login): readonly Check[] {
  return Object.values(JUDGES).flatMap((judge) => judge(expectation, observation));
}
