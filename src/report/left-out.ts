/** Floor 8: stories that were not played, by reason. */
import type { RunResult } from '../run/result.js';

/** A reason, and the stories that it kept out. */
export interface LeftOutReason {
  readonly why: string;
  readonly ids: readonly string[];
}

/** The reasons in the order in which they first appear. */
export function leftOutReasons(leftOut: RunResult['leftOut']): readonly LeftOutReason[] {
  const reasons = new Map<string, string[]>();
  for (const { id, why } of leftOut) reasons.set(why, [...(reasons.get(why) ?? []), id]);
  return [...reasons].map(([why, ids]) => ({ why, ids }));
}
