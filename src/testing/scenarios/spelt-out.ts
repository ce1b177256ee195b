/** Floor 9: mistakes whose sentence says all there is to say: test runners show nothing but that. */
import { UserError } from '../../base/errors.js';
import { problemText, problemsOf } from '../../run/problem-text.js';

/**
 * The same error with places, lines and advice in its message.
 *
 * @param cwd - where relative file names start
 */
export function speltOut(error: UserError, cwd: string): UserError {
  const texts = problemsOf(error).map((problem) => problemText(problem, cwd));
  const { code, at, fix } = error;
  return new UserError(code, texts.join('\n\n'), {
    cause: error,
    ...(at === undefined ? {} : { at }),
    ...(fix === undefined ? {} : { fix }),
  });
}
