/** Floor 1: the small values that scenario files and profiles are made of. */
import { z } from 'zod';
import { parseDuration } from '../../base/duration.js';

/** Any text, the empty one included. */
export const text: z.ZodString = z.string();

/** A text that says something. */
export const name: z.ZodString = z.string().min(1);

/** How steps name a user. */
export const handle: z.ZodString = z
  .string()
  .regex(/^[A-Za-z][\w.-]*$/)
  .meta({ description: 'The handle of a user of this story.', examples: ['ada'] });

/** An e-mail address, in the loosest sense. */
export const email: z.ZodString = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+$/)
  .meta({ description: 'An e-mail address.', examples: ['ada@acme.example'] });

/** One text or a list of texts. */
export const texts: z.ZodType<readonly string[]> = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** A length of time; milliseconds after reading. */
export const duration: z.ZodType<number> = z
  .string()
  .regex(/^(?:\d+(?:ms|s|m|h|d|w))+$/)
  .meta({
    description: 'A length of time: numbers with the units ms, s, m, h, d, w.',
    examples: ['10m', '2h30m'],
  })
  .transform((value) => parseDuration(value) ?? 0);

/** An instant; milliseconds since the epoch after reading. */
export const instant: z.ZodType<number> = z.iso
  .datetime({ offset: true })
  .meta({ description: 'An instant, in ISO 8601.', examples: ['2026-03-02T09:00:00Z'] })
  .transform((value) => Date.parse(value));
