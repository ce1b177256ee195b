/** Floor 5: the server's clock: it runs, stands still, or is ahead. */
import type { Clock } from '../../base/clock.js';

/** A clock that tests and people set. */
export interface ServerClock extends Clock {
  /** Whether it stands still. */
  readonly fixed: boolean;
  /** Stands still at that instant, in milliseconds since the epoch. @returns the instant */
  fix(instant: number): void;
  /** Moves forward by so many milliseconds. */
  advance(milliseconds: number): void;
  /** Runs on from where it is. */
  run(): void;
  /** As it was when the server started. */
  reset(): void;
  /** Starts anew. @param start - stands still there; absent: it runs */
  restart(start: number | undefined): void;
}

/** Opens a clock over the machine's. @param start - stands still there; absent: it runs */
export function openServerClock(machine: Clock, start?: number): ServerClock {
  const at: { start: number | undefined; still?: number; shift: number } = { start, shift: 0 };
  const clock: ServerClock = {
    get fixed() {
      return at.still !== undefined;
    },
    now: () => at.still ?? machine.now() + at.shift,
    fix: (instant) => void (at.still = instant),
    advance(milliseconds) {
      if (at.still === undefined) at.shift += milliseconds;
      else at.still += milliseconds;
    },
    run() {
      at.shift = clock.now() - machine.now();
      delete at.still;
    },
    reset() {
      at.shift = 0;
      if (at.start === undefined) delete at.still;
      else at.still = at.start;
    },
    restart(next) {
      at.start = next;
      clock.reset();
    },
  };
  clock.reset();
  return clock;
}
