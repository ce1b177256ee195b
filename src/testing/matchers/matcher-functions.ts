/** Floor 9: the table of matchers as `expect.extend` wants it, in Vitest and in Jest. */
import type { Demand } from './demand.js';
import type { LoginMatchers } from './login-matchers.js';
import { match } from './match.js';
import type { MatchResult } from './match.js';
import { MATCHERS } from './matchers.js';

/** What both runners tell a matcher. */
interface Surroundings {
  /** Whether `.not` stands before the call. */
  readonly isNot?: boolean;
}

type MatcherFunction = (
  this: Surroundings,
  received: unknown,
  ...args: readonly unknown[]
) => MatchResult;

function functionOf(
  matcher: string,
  demandOf: (...args: readonly unknown[]) => Demand,
): MatcherFunction {
  return function (received, ...args) {
    const call = { matcher, args, received, isNot: this.isNot === true };
    return match(call, () => demandOf(...args));
  };
}

/** For `expect.extend`. */
export function matcherFunctions(): Readonly<Record<keyof LoginMatchers<void>, MatcherFunction>> {
  const rows = Object.entries(MATCHERS).map(([matcher, demandOf]) => [
    matcher,
    functionOf(matcher, demandOf as (...args: readonly unknown[]) => Demand),
  ]);
  return Object.fromEntries(rows) as Record<keyof LoginMatchers<void>, MatcherFunction>;
}
