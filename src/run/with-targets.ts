/** Floor 7: the apps under test are up while something is done, and down again whatever happens. */
import type { TargetOffer } from '../sp/target.js';

/**
 * Starts every target, does something, and stops them in the end.
 *
 * @param targets - each is started once
 * @throws TargetError when an app does not come up; those that did are stopped
 * @example
 * await withTargets([offer], () => runPlan(plan, options));
 */
export async function withTargets<Result>(
  targets: Iterable<TargetOffer>,
  act: () => Promise<Result>,
): Promise<Result> {
  const started: TargetOffer[] = [];
  try {
    for (const target of new Set(targets)) {
      started.push(target);
      await target.start();
    }
    return await act();
  } finally {
    await Promise.allSettled(started.map((target) => target.stop()));
  }
}
