/** Floor 9: a directory that only knows the present: a test may turn its clock back without losing its people. */
import type { Directory } from '../directory/directory.js';

/**
 * The directory as an administrator sees it: what happened has happened, whatever the clock says. Messages still take
 * their times from the clock.
 */
export function presentDirectory(directory: Directory): Directory {
  const notBefore = (instant: number): number =>
    Math.max(instant, directory.changes.at(-1)?.at ?? instant);
  return {
    ...directory,
    record: (change) => {
      directory.record({ ...change, at: notBefore(change.at) });
    },
    at: (instant) => directory.at(notBefore(instant)),
  };
}
