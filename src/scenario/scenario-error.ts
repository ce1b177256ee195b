/** Floor 1: all the mistakes of one file, thrown at once. */
import { InternalError, UserError } from '../base/errors.js';

/**
 * A file with mistakes. It carries the code, place and advice of the first one; `problems` has them all, in the
 * order of the file.
 */
export class ScenarioError extends UserError {
  readonly problems: readonly UserError[];

  /** @param problems - at least one, each with `at` */
  constructor(problems: readonly UserError[]) {
    const sorted = problems.toSorted(byPlace);
    const [first] = sorted;
    if (first === undefined) throw new InternalError('internal', 'a ScenarioError needs a problem');
    const more = sorted.length - 1;
    super(first.code, more === 0 ? first.message : `${first.message} (and ${more} more)`, {
      ...(first.at === undefined ? {} : { at: first.at }),
      ...(first.path === undefined ? {} : { path: first.path }),
      ...(first.fix === undefined ? {} : { fix: first.fix }),
    });
    this.problems = sorted;
  }
}

function byPlace(left: UserError, right: UserError): number {
  const lines = (left.at?.line ?? 0) - (right.at?.line ?? 0);
  return lines === 0 ? (left.at?.column ?? 0) - (right.at?.column ?? 0) : lines;
}
