/** Floor 6: two texts side by side: which lines went and which came. */

/** A line, and whether both texts have it. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lengths of the longest common subsequence of every pair of tails. */
function tails(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const line = table[row];
      if (line === undefined) continue;
      line[column] =
        before[row] === after[column]
          ? (table[row + 1]?.[column + 1] ?? 0) + 1
          : Math.max(table[row + 1]?.[column] ?? 0, line[column + 1] ?? 0);
    }
  }
  return table;
}

function differing(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const table = tails(before, after);
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old });
      row += 1;
      column += 1;
    } else if (
      old !== undefined &&
      (fresh === undefined || (table[row + 1]?.[column] ?? 0) >= (table[row]?.[column + 1] ?? 0))
    ) {
      lines.push({ kind: 'removed', text: old });
      row += 1;
    } else {
      lines.push({ kind: 'added', text: fresh ?? '' });
      column += 1;
    }
  }
  return lines;
}

function same(lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ kind: 'same', text }));
}

/** How many lines both begin with. */
function commonStart(before: readonly string[], after: readonly string[]): number {
  const at = before.findIndex((line, index) => line !== after[index]);
  return at < 0 ? before.length : at;
}

/**
 * The difference of two lists of lines; what goes stands before what comes.
 *
 * @example
 * difference(['a', 'b'], ['a', 'c']).map(({ kind }) => kind); // ['same', 'removed', 'added']
 */
export function difference(
  before: readonly string[],
  after: readonly string[],
): readonly DiffLine[] {
  const start = commonStart(before, after);
  const [old, fresh] = [before.slice(start), after.slice(start)];
  const end = commonStart(old.toReversed(), fresh.toReversed());
  return [
    ...same(before.slice(0, start)),
    ...differing(old.slice(0, old.length - end), fresh.slice(0, fresh.length - end)),
    ...same(old.slice(old.length - end)),
  ];
}
