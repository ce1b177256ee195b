/** Floor 9: two objects as one, with getters that stay getters. */

/**
 * Puts the fields of one object into another.
 *
 * @returns `target` itself
 */
export function joined<Target extends object, Source extends object>(
  target: Target,
  source: Source,
): Target & Source {
  return Object.defineProperties(target, Object.getOwnPropertyDescriptors(source)) as Target &
    Source;
}
