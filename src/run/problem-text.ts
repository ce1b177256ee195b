/** Floor 7: mistakes as text, each with its line where it has one. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StandinError } from '../base/errors.js';
import { formatProblem } from '../scenario/format-problem.js';

/** The file a position is in; empty when it cannot be read any more. */
function sourceOf(file: string | undefined, cwd: string): string {
  if (file === undefined) return '';
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    return '';
  }
}

/** All mistakes of an error that collects several. */
export function problemsOf(error: StandinError): readonly StandinError[] {
  if (!('problems' in error) || !Array.isArray(error.problems)) return [error];
  return error.problems.filter((problem) => problem instanceof StandinError);
}

/**
 * Where, what, and what to do.
 *
 * @param cwd - where relative file names start
 */
export function problemText(problem: StandinError, cwd: string): string {
  return formatProblem(problem, sourceOf(problem.at?.file, cwd));
}
