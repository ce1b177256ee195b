/** Floor 9: mistakes whose sentence says all there is to say: test runners show nothing but that. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../base/errors.js';
import { formatProblem } from '../../scenario/format-problem.js';

/** The text of a file; empty when it cannot be read any more. */
function sourceOf(file: string | undefined, cwd: string): string {
  if (file === undefined) return '';
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    return '';
  }
}

/** All mistakes of an error that collects several. */
function problemsOf(error: UserError): readonly UserError[] {
  if (!('problems' in error) || !Array.isArray(error.problems)) return [error];
  return error.problems.filter((problem) => problem instanceof UserError);
}

/**
 * The same error with places, lines and advice in its message.
 *
 * @param cwd - where relative file names start
 */
export function speltOut(error: UserError, cwd: string): UserError {
  const texts = problemsOf(error).map((problem) =>
    formatProblem(problem, sourceOf(problem.at?.file, cwd)),
  );
  const { code, at, fix } = error;
  return new UserError(code, texts.join('\n\n'), {
    cause: error,
    ...(at === undefined ? {} : { at }),
    ...(fix === undefined ? {} : { fix }),
  });
}
