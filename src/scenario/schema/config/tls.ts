/** Floor 1: which certificates of a target's web server are good. */
import { z } from 'zod';
import type { TargetConfig } from '../../target-config.js';
import { file } from './address.js';

/** The `tls` key of a target. */
export const tls: z.ZodType<NonNullable<TargetConfig['tls']>> = z
  .strictObject({
    ca: file
      .meta({
        description: 'A PEM file of certificates to trust besides the usual ones.',
        examples: ['./ca.pem'],
      })
      .exactOptional(),
    insecure: z
      .boolean()
      .meta({
        description: 'Accept any certificate; only for targets on this machine.',
        examples: [true],
      })
      .exactOptional(),
  })
  .meta({ description: "Which certificates of the app's web server are good." });
