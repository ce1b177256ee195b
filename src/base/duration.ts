/** Floor 0: durations as people write them (`90s`, `10m`, `2h30m`, `1d`). */

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const WHOLE = /^-?(?:\d+(?:ms|s|m|h|d|w))+$/;
const PART = /(\d+)(ms|s|m|h|d|w)/g;

/**
 * Reads a duration.
 *
 * @param text - one or more of number + unit (`ms`, `s`, `m`, `h`, `d`, `w`), a leading `-` allowed
 * @returns milliseconds, or `undefined` when the text is not a duration
 * @example
 * parseDuration('2h30m'); // 9_000_000
 */
export function parseDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(PART)) {
    sum += Number(count) * (UNITS[unit ?? ''] ?? 0);
  }
  return text.startsWith('-') ? -sum : sum;
}

/** Weeks are left out: nobody reads 3w2d faster than 23d. */
const WRITTEN: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

/**
 * Writes a duration so that `parseDuration` reads it back.
 *
 * @param milliseconds - a whole number
 * @example
 * durationText(9_000_000); // '2h30m'
 */
export function durationText(milliseconds: number): string {
  const parts: string[] = [];
  let rest = Math.abs(milliseconds);
  for (const [unit, size] of WRITTEN) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  if (parts.length === 0) return '0s';
  return `${milliseconds < 0 ? '-' : ''}${parts.join('')}`;
}
