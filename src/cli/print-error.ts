/** Floor 9: errors as a person reads them: where, what, what to do. */
import type { StandinError } from '../base/errors.js';
import type { Io } from './io.js';

/** Prints the user's mistakes, each with its line where it has one. */
export async function printError(error: StandinError, io: Io): Promise<void> {
  // Lazily: only scenario files have positions, and their reader is large.
  const { problemText, problemsOf } = await import('../run/problem-text.js');
  const problems = problemsOf(error);
  const texts = problems.map((problem) => {
    const text = problemText(problem, io.cwd);
    return problem.at === undefined ? `standin: ${text}` : text;
  });
  io.stderr.write(`${texts.join('\n\n')}\n`);
  if (problems.length > 1) io.stderr.write(`\n${problems.length} problems\n`);
}

/** Prints what must never happen, with everything that helps to find it. */
export function printBug(error: unknown, io: Io): void {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause =
    error instanceof Error && error.cause instanceof Error
      ? `\ncaused by ${error.cause.message}`
      : '';
  io.stderr.write(`standin: this is a bug in Standin, please report it:\n${what}${cause}\n`);
}
