/** Floor 1: how a person begins a login at a target. */
import { z } from 'zod';
import type { StartConfig } from '../../target-config.js';
import { address } from './address.js';
import { fillIns } from './fill-in.js';

/** The `start` key of a target: an address, or an address whose form is filled in. */
export const start: z.ZodType<StartConfig> = z
  .union([
    address.transform((url): StartConfig => ({ url })),
    z.strictObject({
      url: address.meta({
        description: 'The page where a login begins.',
        examples: ['/login'],
      }),
      form: fillIns
        .meta({
          description: "Fields of the page's form to fill in before it is submitted.",
          examples: [{ email: '{email}' }],
        })
        .exactOptional(),
    }),
  ])
  .meta({
    description:
      'Where a person begins to log in; {email}, {domain} and {idp} are filled in. With `form`: the fields to fill in there.',
    examples: ['/login', { url: '/login', form: { email: '{email}' } }],
  });
