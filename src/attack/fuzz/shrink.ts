/** Floor 6: the fewest members of a list that still do it. */

/**
 * Takes members out of a list as long as what is left still holds: halves first, then ever smaller parts, then one by
 * one, until none can go (Zeller's delta debugging).
 *
 * @param list - holds as it is
 * @param holds - asked of every shorter list
 * @returns a list of which no single member can be left out
 * @example
 * await shrink([1, 2, 3, 4], (left) => Promise.resolve(left.includes(3))); // [3]
 */
export async function shrink<Member>(
  list: readonly Member[],
  holds: (left: readonly Member[]) => Promise<boolean>,
): Promise<readonly Member[]> {
  let left = list;
  let size = Math.ceil(left.length / 2);
  while (size >= 1) {
    const shorter = await firstShorter(left, size, holds);
    if (shorter !== undefined) left = shorter;
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return left;
}

async function firstShorter<Member>(
  list: readonly Member[],
  size: number,
  holds: (left: readonly Member[]) => Promise<boolean>,
): Promise<readonly Member[] | undefined> {
  for (let start = 0; start < list.length; start += size) {
    const left = list.toSpliced(start, size);
    if (left.length < list.length && (await holds(left))) return left;
  }
  return undefined;
}
