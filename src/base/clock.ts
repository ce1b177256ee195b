/** Floor 0: time comes from a clock that is handed in, never from the machine directly. */

/** Tells the time in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** A clock that stands still until somebody advances it. */
export interface StoryClock extends Clock {
  /** Moves time forward by so many milliseconds. */
  advance(milliseconds: number): void;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * A clock that moves only by `advance`.
 *
 * @param start - where it stands, in milliseconds since the epoch
 * @example
 * const clock = storyClock(Date.parse('2026-03-02T09:00:00Z'));
 * clock.advance(60_000);
 * new Date(clock.now()).toISOString(); // '2026-03-02T09:01:00.000Z'
 */
export function storyClock(start: number): StoryClock {
  let instant = start;
  return {
    now: () => instant,
    advance: (milliseconds) => {
      instant += milliseconds;
    },
  };
}

/**
 * A running clock that can also be pushed forward: the machine's time plus what was advanced.
 *
 * @param base - the clock that runs underneath
 */
export function shiftedClock(base: Clock): StoryClock {
  let shift = 0;
  return {
    now: () => base.now() + shift,
    advance: (milliseconds) => {
      shift += milliseconds;
    },
  };
}
