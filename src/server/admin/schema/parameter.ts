/** Floor 5: what names things in addresses and queries. */
import { z } from 'zod';
import { LIFECYCLE_VERBS } from '../lifecycle-verbs.js';

/** Which tenant an address is about. */
export const tenant: z.ZodExactOptional<z.ZodString> = z
  .string()
  .min(1)
  .meta({
    description:
      "The tenant's key, or its vendor's name where the vendor has one tenant. Without it: the server's only tenant.",
    examples: ['okta-acme'],
  })
  .exactOptional();

/** Which tenant is listed. */
export const tenantFilter: z.ZodExactOptional<z.ZodString> = z
  .string()
  .min(1)
  .meta({
    description: "Only of this tenant: its key, or its vendor's name. Without it: of all.",
    examples: ['okta-acme'],
  })
  .exactOptional();

/** The query that says no more than that. */
export const tenantQuery: z.ZodType<{ tenant?: string }> = z.strictObject({ tenant });

export const tenantKey: z.ZodString = z
  .string()
  .min(1)
  .meta({ description: "The tenant's key, or its vendor's name.", examples: ['okta-acme'] });

export const person: z.ZodString = z
  .string()
  .min(1)
  .meta({ description: 'A handle, a login name or an e-mail address.', examples: ['ada'] });

export const verb: z.ZodType<string, string> = z
  .enum(Object.keys(LIFECYCLE_VERBS))
  .meta({ description: 'What happens to the user.', examples: ['deactivate'] });

export const applicationName: z.ZodString = z
  .string()
  .min(1)
  .meta({ description: "The application's name at the tenant.", examples: ['your-app'] });

export const sessionId: z.ZodString = z
  .string()
  .min(1)
  .meta({ description: 'The id of a session, as the list has it.' });
