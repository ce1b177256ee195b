/** Floor 5: when an exchange has to end: too late, or the carrier is closed. */
import { setMaxListeners } from 'node:events';
import type { TargetError } from '../../base/errors.js';
import type { Outgoing } from './carrier.js';
import { closedMeanwhile, tooLate } from './carrier-failure.js';

/** The limits of one exchange. */
export interface Limits {
  /** How long the whole answer may take, in milliseconds. */
  readonly timeout: number;
  /** Ends everything when the carrier closes. */
  readonly closing: AbortSignal;
}

/** Runs out once, for one reason. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Why it ran out, if it did. */
  failure(): TargetError | undefined;
  /** To be called when the exchange is over. */
  release(): void;
}

/**
 * Starts the clock of one exchange. It is the runtime's own timer, which no test framework's fake timers stop.
 */
export function startDeadline(outgoing: Outgoing, { timeout, closing }: Limits): Deadline {
  const ending = new AbortController();
  const late = AbortSignal.timeout(timeout);
  const end = (): void => ending.abort();
  if (closing.aborted) end();
  late.addEventListener('abort', end, { once: true });
  // As many as there are exchanges at once; each takes its own away again.
  setMaxListeners(0, closing);
  closing.addEventListener('abort', end, { once: true });
  return {
    signal: ending.signal,
    failure() {
      if (!ending.signal.aborted) return undefined;
      return closing.aborted ? closedMeanwhile(outgoing) : tooLate(outgoing, timeout);
    },
    release() {
      late.removeEventListener('abort', end);
      closing.removeEventListener('abort', end);
    },
  };
}
