/** Floor 5: times and durations as people say them. */

const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/**
 * A duration in its two largest units, rounded down.
 *
 * @param milliseconds - its sign is not looked at
 * @example
 * lasting(3_900_000); // '1 hour 5 minutes'
 */
export function lasting(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  const first = UNITS.findIndex(([, size]) => length >= size);
  if (first === -1) return 'less than a second';
  const parts: string[] = [];
  let rest = length;
  for (const [name, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(counted(count, name));
    rest -= count * size;
  }
  return parts.join(' ');
}

/**
 * How far an instant is from now.
 *
 * @example
 * distance(now + 300_000, now); // 'in 5 minutes'
 */
export function distance(instant: number, now: number): string {
  if (Math.abs(instant - now) < 1000) return 'now';
  return instant > now ? `in ${lasting(instant - now)}` : `${lasting(instant - now)} ago`;
}

/** `2026-03-02 09:00:00 UTC`. @param instant - milliseconds since the epoch */
export function clockTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
