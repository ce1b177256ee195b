/** Floor 1: how many requests a target may get. */
import { z } from 'zod';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** A number of requests in a second, a minute or an hour; requests a second after reading. */
export const rate: z.ZodType<number> = z
  .string()
  .regex(/^0*[1-9]\d*\/[smh]$/)
  .transform((text) => {
    const [count, unit] = text.split('/');
    return Number(count) / (SECONDS[unit ?? ''] ?? 1);
  });
