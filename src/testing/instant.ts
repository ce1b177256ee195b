/** Floor 9: instants as tests write them. */
import { parseDuration } from '../base/duration.js';
import { UserError } from '../base/errors.js';

/** An ISO 8601 text, a span from now (`2h`, `-5m`), a Date, or milliseconds since the epoch. */
export type Instant = string | number | Date;

/**
 * Milliseconds since the epoch.
 *
 * @param instant - what the test wrote
 * @param now - where spans are counted from, in milliseconds
 * @throws UserError `value-invalid`
 * @example
 * instantOf('-5m', Date.parse('2026-03-02T09:05:00Z')); // Date.parse('2026-03-02T09:00:00Z')
 */
export function instantOf(instant: Instant, now: number): number {
  if (typeof instant === 'number' && Number.isFinite(instant)) return instant;
  const span = typeof instant === 'string' ? parseDuration(instant) : undefined;
  if (span !== undefined) return now + span;
  const milliseconds = new Date(instant).getTime();
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new UserError('value-invalid', `"${String(instant)}" is not an instant.`, {
    fix: 'Write it like 2026-03-02T09:00:00Z, or as a span from now: -5m, 2h.',
  });
}
