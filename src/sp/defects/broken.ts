/** Floor 5: checks that break down instead of refusing: an exception that nobody catches. */
import type { Check } from '../checks/check.js';

/** The same check; what it refuses, it breaks down at. @param when - which refusals; all of them by default */
export function breakingDown(check: Check, when: (detail: string) => boolean = () => true): Check {
  return {
    ...check,
    test(evidence, facts) {
      const result = check.test(evidence, facts);
      if ('failed' in result && when(result.failed)) throw new RangeError(result.failed);
      return result;
    },
  };
}
