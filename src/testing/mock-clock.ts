/** Floor 8: the time at the mock IdP. */
import type { Instant } from './instant.js';

/**
 * The IdP's clock. An app with `setClock` follows it; any other app keeps the real time.
 *
 * @example
 * idp.clock.advance('2h');
 */
export interface MockClock {
  readonly now: Date;
  /** Moves the time, forward or (`-5m`) back: a span, or milliseconds. @throws UserError `value-invalid` */
  advance(span: string | number): void;
  /** Brings the time to an instant; a clock that runs goes on from there. @throws UserError `value-invalid` */
  set(instant: Instant): void;
}
