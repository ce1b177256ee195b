/** Floor 1: order by code points, as canonical XML wants it; `<` compares UTF-16 units, which differs beyond U+FFFF. */

/** Lifts surrogates above U+E000 to U+FFFF, where the characters they encode belong. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * Compares two texts by code points (Canonical XML 1.0 section 2.2, lexicographic order).
 *
 * @returns below 0, 0 or above 0
 */
export function compareCodePoints(left: string, right: string): number {
  if (left === right) return 0;
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return weight(a) - weight(b);
  }
  return left.length - right.length;
}
