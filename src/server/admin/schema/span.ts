/** Floor 5: lengths of time and instants as the API takes and gives them. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import { duration } from '../../../scenario/schema/value.js';

/** The last instant that calendars and SAML write with four digits of the year. */
const LAST = Date.parse('9999-12-31T23:59:59Z');

/** Milliseconds as a number, or words as stories have them. */
export const span: z.ZodType<number> = z
  .union([
    z
      .int()
      .min(0)
      .meta({ description: 'Milliseconds.', examples: [90_000] }),
    duration,
  ])
  .meta({
    description: 'A length of time: milliseconds, or numbers with the units ms, s, m, h, d, w.',
    examples: ['90s', 250],
  });

/** An instant as the API gives it. */
export const instantText: z.ZodType<string, string> = z.iso
  .datetime()
  .meta({ description: 'An instant, in ISO 8601, by the clock of the server.' });

/** Refuses instants that no message can carry. @throws UserError `value-invalid` */
export function checkInstant(instant: number): number {
  if (instant <= LAST) return instant;
  throw new UserError('value-invalid', 'The clock ends with the year 9999.', { path: ['body'] });
}
