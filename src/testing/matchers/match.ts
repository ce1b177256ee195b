/** Floor 9: holds a matcher's demand against what a test gave, and words the answer. */
import { UserError } from '../../base/errors.js';
import type { Check } from '../../run/judge/check.js';
import type { Login } from '../login-result.js';
import { failureMessage, mistakeMessage } from '../message/failure-message.js';
import type { Demand } from './demand.js';
import { findLogin } from './find-login.js';

/** One call of a matcher in a test. */
export interface MatcherCall {
  readonly matcher: string;
  readonly args: readonly unknown[];
  readonly received: unknown;
  /** Whether `.not` stands before it. */
  readonly isNot: boolean;
}

/** What test runners want to know; both values are absent when a comparison of them would say nothing. */
export interface MatchResult {
  /** As runners read it: with `.not`, true is a failure. */
  readonly pass: boolean;
  message(): string;
  readonly expected?: Readonly<Record<string, unknown>>;
  readonly actual?: Readonly<Record<string, unknown>>;
}

function valuesOf(
  checks: readonly Check[],
  side: 'expected' | 'observed',
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(checks.map((check) => [check.path.join('.'), check[side]]));
}

function answer(call: MatcherCall, demand: Demand, login: Login): MatchResult {
  const checks = demand.checks(login);
  const failed = checks.filter(({ verdict }) => verdict === 'failed');
  const doubtful = checks.filter(({ verdict }) => verdict === 'not-verified');
  // What nobody can see is no success, whichever way round it was asked.
  const verified = failed.length > 0 || doubtful.length === 0;
  const pass = verified ? failed.length === 0 : call.isNot;
  const values =
    failed.length === 0 || call.isNot
      ? {}
      : { expected: valuesOf(failed, 'expected'), actual: valuesOf(failed, 'observed') };
  const message = (): string =>
    failureMessage({ call, sentence: demand.sentence, checks, verified, login });
  return { pass, message, ...values };
}

/**
 * Holds what a matcher demands against what stands in `expect(…)`.
 *
 * @param call - the call, for the message
 * @param demandOf - makes the demand; the arguments may be wrong
 * @returns a failure, with and without `.not`, for whatever is no login and for arguments that are never right
 */
export function match(call: MatcherCall, demandOf: () => Demand): MatchResult {
  try {
    return answer(call, demandOf(), findLogin(call.received));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { pass: call.isNot, message: () => mistakeMessage(call, error) };
  }
}
