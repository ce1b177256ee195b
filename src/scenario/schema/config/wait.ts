/** Floor 1: how long to wait. */
import type { z } from 'zod';
import { duration } from '../value.js';

/** A length of time that is not zero; milliseconds after reading. */
export const wait: z.ZodType<number> = duration.refine((milliseconds) => milliseconds > 0);
