/** Floor 1: the IdP side of a scenario file. */
import { z } from 'zod';
import { VENDOR_NAMES, type IdpSettings } from '../scenario.js';
import { name } from './value.js';

const vendor = z
  .enum(VENDOR_NAMES)
  .meta({ description: 'The identity provider that Standin stands in for.', examples: ['okta'] });

/** A vendor, alone or with settings. */
export const idp: z.ZodType<IdpSettings> = z
  .union([
    vendor.transform((value): IdpSettings => ({ vendor: value })),
    z.strictObject({
      vendor,
      tenant: name
        .meta({
          description:
            'The tenant: Okta or OneLogin subdomain, or first label of the Entra or Google domain.',
          examples: ['acme'],
        })
        .exactOptional(),
      app: z
        .record(z.string(), z.unknown())
        .meta({
          description: "The application's settings, under the vendor's own names.",
          examples: [{ subjectNameIdTemplate: '${user.id}' }],
        })
        .exactOptional(),
    }),
  ])
  .meta({
    id: 'idp',
    description: 'The identity provider, and how the application is set up there.',
    examples: ['okta'],
  });
