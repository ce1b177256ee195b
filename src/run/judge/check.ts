/** Floor 7: one comparison, before it knows its place in the file. */
import type { Expectation } from '../../scenario/scenario.js';
import type { Observation } from '../observation.js';
import type { Verdict } from '../result.js';

/** One promise held against what was seen; `path` leads from the step's `expect`. */
export interface Check {
  readonly path: readonly (string | number)[];
  readonly verdict: Verdict;
  readonly expected: unknown;
  readonly observed: unknown;
  readonly why?: string;
}

/** Judges one key of an expectation. */
export type Judge<Key extends keyof Expectation> = (
  expected: NonNullable<Expectation[Key]>,
  observation: Observation,
) => readonly Check[];

type Path = Check['path'];

/** A comparison that was made. */
export function compared(
  path: Path,
  holds: boolean,
  values: { readonly expected: unknown; readonly observed: unknown },
  why?: string,
): Check {
  const verdict = holds ? 'passed' : 'failed';
  return { path, verdict, ...values, ...(why === undefined ? {} : { why }) };
}

/** A comparison that the target made impossible. */
export function notVerified(path: Path, expected: unknown, why: string): Check {
  return { path, verdict: 'not-verified', expected, observed: null, why };
}
