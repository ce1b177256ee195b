/** Floor 0: the one state carrier. Everything that is not pure arrives through it. */
import type { Clock } from './clock.js';
import type { Random } from './random.js';

/** Something that happened, for traces. Never a verdict. */
export interface LogEvent {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

/** What code below floor 5 may ask of the world. */
export interface Context {
  readonly clock: Clock;
  readonly random: Random;
  /** Receives events; silent by default. */
  readonly log?: (event: LogEvent) => void;
}
