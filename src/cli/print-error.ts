/** Floor 9: errors as a person reads them: where, what, what to do. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StandinError } from '../base/errors.js';
import type { Io } from './io.js';

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
function problemsOf(error: StandinError): readonly StandinError[] {
  if (!('problems' in error) || !Array.isArray(error.problems)) return [error];
  return error.problems.filter((problem) => problem instanceof StandinError);
}

/** Prints the user's mistakes, each with its line where it has one. */
export async function printError(error: StandinError, io: Io): Promise<void> {
  const problems = problemsOf(error);
  // Lazily: only scenario files have positions, and their reader is large.
  const { formatProblem } = await import('../scenario/format-problem.js');
  const texts = problems.map((problem) =>
    problem.at === undefined
      ? `standin: ${formatProblem(problem, '')}`
      : formatProblem(problem, sourceOf(problem.at.file, io.cwd)),
  );
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
