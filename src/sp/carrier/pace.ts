/** Floor 5: at most so many requests a second, evenly spaced. */
import { setTimeout as wait } from 'node:timers/promises';

/** Time, handed in so that a test need not wait. */
export interface Pulse {
  /** Milliseconds; only differences count. */
  now(): number;
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

/** The machine's monotonic time. */
export const systemPulse: Pulse = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

/**
 * Gives each caller its turn: the first at once, every further one `1000 / rate` milliseconds after the one before.
 *
 * @param rate - turns a second
 * @returns waits for a turn; rejects when the signal aborts first
 */
export function pace(rate: number, pulse: Pulse): (signal: AbortSignal) => Promise<void> {
  const step = 1000 / rate;
  let next = -Infinity;
  return async (signal) => {
    const now = pulse.now();
    const turn = Math.max(now, next);
    next = turn + step;
    if (turn > now) await pulse.wait(turn - now, signal);
  };
}
