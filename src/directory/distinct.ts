/** Floor 1: lists of names without repetitions. */

const NONE: readonly string[] = [];

/** The list without repetitions, in its order; nothing is copied when there cannot be any. */
export function distinct(names: readonly string[] = NONE): readonly string[] {
  return names.length < 2 ? names : [...new Set(names)];
}
