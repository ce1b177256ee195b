/** Floor 7: everything that is wrong with the stories of a run, thrown before anything is sent. */
import { InternalError, UserError } from '../base/errors.js';

/** One or more mistakes in scenario files. Code, place and advice are the first one's. */
export class PlanError extends UserError {
  readonly problems: readonly UserError[];

  /** @param problems - at least one, in the order in which they are to be shown */
  constructor(problems: readonly UserError[]) {
    const [first, ...more] = problems;
    if (first === undefined) throw new InternalError('internal', 'a PlanError needs a problem');
    const message =
      more.length === 0 ? first.message : `${first.message} (and ${more.length} more)`;
    super(first.code, message, {
      ...(first.at === undefined ? {} : { at: first.at }),
      ...(first.fix === undefined ? {} : { fix: first.fix }),
    });
    this.problems = problems;
  }
}
