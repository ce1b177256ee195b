/** Floor 9: the time at the mock IdP. */
import { parseDuration } from '../base/duration.js';
import { UserError } from '../base/errors.js';
import type { Instant } from './instant.js';
import { instantOf } from './instant.js';
import { tellTime } from './open-apps.js';
import type { Scene } from './scene.js';

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

function millisecondsOf(span: string | number): number {
  const milliseconds = typeof span === 'number' ? span : parseDuration(span);
  if (milliseconds !== undefined && Number.isFinite(milliseconds)) return milliseconds;
  throw new UserError('value-invalid', `"${String(span)}" is not a span of time.`, {
    fix: 'Write it like 90s, 2h or 1d12h.',
  });
}

/** The clock as tests move it: the IdP follows at once, apps that can be told in their turn. */
export function mockClock({ state, apps }: Scene): MockClock {
  const move = (milliseconds: number): void => {
    state.memory.clock.advance(milliseconds);
    state.memory.moved += milliseconds;
    state.turns.leave(async () => {
      for (const { stage } of apps.all) await tellTime(stage);
    });
  };
  return {
    get now() {
      return new Date(state.memory.clock.now());
    },
    advance: (span) => move(millisecondsOf(span)),
    set: (instant) => {
      const now = state.memory.clock.now();
      move(instantOf(instant, now) - now);
    },
  };
}
