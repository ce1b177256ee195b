/** Floor 1: the SP side of a scenario file. */
import { z } from 'zod';
import type { SpSettings } from '../scenario.js';
import { consumptionPart, domains, idps, jitPart, sessionPart } from './policy.js';
import { name } from './value.js';

const profile = name.meta({
  description: 'The name of a profile in scenarios/profiles.',
  examples: ['proof'],
});

/** A profile, alone or with what this story varies. */
export const sp: z.ZodType<SpSettings> = z
  .union([
    profile.transform((value): SpSettings => ({ profile: value })),
    z.strictObject({
      profile,
      plan: name
        .meta({ description: 'The plan the tenant at the SP has.', examples: ['business'] })
        .exactOptional(),
      domains: domains.exactOptional(),
      idps: idps.exactOptional(),
      jit: jitPart.meta({ description: "Overrides of the profile's JIT rules." }).exactOptional(),
      session: sessionPart
        .meta({ description: "Overrides of the profile's session rules." })
        .exactOptional(),
      consumption: consumptionPart
        .meta({ description: "Overrides of the profile's rules for messages." })
        .exactOptional(),
    }),
  ])
  .meta({
    id: 'sp',
    description: 'The service provider: a profile, and what this story varies of it.',
    examples: ['proof'],
  });
