/** Floor 1: what a story or an attack varies of a profile. */
import type { z } from 'zod';
import type { SpSettings } from '../scenario.js';
import { consumptionPart, domains, idps, jitPart, sessionPart } from './policy.js';

/** The parts of a profile that may vary, each by itself. */
export const changes: {
  readonly [Part in 'domains' | 'idps' | 'jit' | 'session' | 'consumption']: z.ZodExactOptional<
    z.ZodType<NonNullable<SpSettings[Part]>>
  >;
} = {
  domains: domains.exactOptional(),
  idps: idps.exactOptional(),
  jit: jitPart.meta({ description: "Overrides of the profile's JIT rules." }).exactOptional(),
  session: sessionPart
    .meta({ description: "Overrides of the profile's session rules." })
    .exactOptional(),
  consumption: consumptionPart
    .meta({ description: "Overrides of the profile's rules for messages." })
    .exactOptional(),
};
