/** Floor 9: why a matcher failed, as a person reads it in a terminal. */
import type { UserError } from '../../base/errors.js';
import { plainValue } from '../../report/plain-value.js';
import { printable } from '../../report/printable.js';
import type { Check } from '../../run/judge/check.js';
import type { Login } from '../login-result.js';
import type { MatcherCall } from '../matchers/match.js';
import { accountLines } from './account-lines.js';
import { assertionLines } from './assertion-lines.js';
import { configureLine } from './configure-line.js';
import { outcomeLine } from './outcome-line.js';
import { pageLines } from './page-lines.js';

/** Everything there is to say. */
export interface Failure {
  readonly call: MatcherCall;
  readonly sentence: string;
  readonly checks: readonly Check[];
  /** False: the app could not show what was asked. */
  readonly verified: boolean;
  readonly login: Login;
}

/** The call as it stands in the test; long arguments are cut. */
function callLine({ matcher, args, isNot }: MatcherCall): string {
  const shown = args.map((argument) => {
    const text = typeof argument === 'string' ? JSON.stringify(argument) : plainValue(argument);
    return printable(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  });
  return `expect(login)${isNot ? '.not' : ''}.${matcher}(${shown.join(', ')})`;
}

function checkLine({ path, verdict, expected, observed, why }: Check, width: number): string {
  const key = path.join('.').padEnd(width);
  const because = why === undefined ? '' : ` (${printable(why)})`;
  if (verdict === 'not-verified') return `  ${key}  not verified${because}`;
  const values =
    verdict === 'passed'
      ? plainValue(observed)
      : `expected ${plainValue(expected)}, observed ${plainValue(observed)}`;
  return `  ${key}  ${values}${because}`;
}

/** What did not hold; with `.not`, what did. */
function checkLines({ call, checks, verified, login }: Failure): string[] {
  const asked = call.isNot ? 'passed' : 'failed';
  const told = checks.filter(({ verdict }) => verdict === (verified ? asked : 'not-verified'));
  const width = Math.max(0, ...told.map(({ path }) => path.join('.').length));
  return told.map((check) => {
    const { why, ...rest } = check;
    // The sentence above says it already.
    return checkLine(verified && why === login.why ? rest : check, width);
  });
}

/**
 * The message of a demand that does not hold, or that nobody can verify: what was expected, what the app did, its
 * last page, the account before and after, and the assertion.
 */
export function failureMessage(failure: Failure): string {
  const { call, sentence, verified, checks, login } = failure;
  const expected = `Expected the login ${call.isNot ? 'not ' : ''}to ${sentence}.`;
  const parts = [
    [callLine(call)],
    [expected, outcomeLine(login)],
    checkLines(failure),
    verified ? [] : [configureLine(checks, login)],
    pageLines(login),
    accountLines(login),
    assertionLines(login),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The message of a mistake in the test itself. */
export function mistakeMessage(call: MatcherCall, { message, fix }: UserError): string {
  const lines = [callLine(call), '', message, ...(fix === undefined ? [] : [fix])];
  return lines.map(printable).join('\n');
}
