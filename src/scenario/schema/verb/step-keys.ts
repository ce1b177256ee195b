/** Floor 1: keys that steps share. */
import type { z } from 'zod';
import type { Expectation } from '../../scenario.js';
import { expectation } from '../expectation.js';
import { name } from '../value.js';

/** Keys of every step. */
export const anyStep: { readonly note: z.ZodExactOptional<z.ZodString> } = {
  note: name
    .meta({ description: 'A sentence for people, shown in reports.', examples: ['HR is late.'] })
    .exactOptional(),
};

/** Keys of steps that reach the SP, or that the IdP may refuse. */
export const sightedStep: typeof anyStep & {
  readonly expect: z.ZodExactOptional<z.ZodType<Expectation>>;
} = { ...anyStep, expect: expectation.exactOptional() };
