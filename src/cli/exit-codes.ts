/** Floor 9: what a run says to the shell. */
import type { StandinError } from '../base/errors.js';
import { TargetError, UserError } from '../base/errors.js';

/** Exit codes; documented and stable. */
export const EXIT = {
  passed: 0,
  /** A verdict failed, or something is wrong with an inspected message. */
  failed: 1,
  /** The command line or a scenario is wrong. */
  usage: 2,
  /** The SP could not be reached or driven. */
  target: 3,
  /** A bug of ours. */
  bug: 4,
} as const;

/** The exit code of a run. */
export const RUN_EXITS: Readonly<Record<'passed' | 'failed' | 'error', number>> = {
  passed: EXIT.passed,
  failed: EXIT.failed,
  error: EXIT.target,
};

/** The exit code of an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UserError) return EXIT.usage;
  if (error instanceof TargetError) return EXIT.target;
  return EXIT.bug;
}

/** Tells the errors that are not our bugs. */
export function isExpected(error: unknown): error is StandinError {
  return error instanceof UserError || error instanceof TargetError;
}
