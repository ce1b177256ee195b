/** Floor 1: the top level of `standin.config.yaml`. */
import { z } from 'zod';
import { type TargetEntry, target } from './target.js';

/** A configuration as it is written. */
export interface ConfigFile {
  readonly targets: Readonly<Record<string, TargetEntry>>;
}

const named = z
  .string()
  .regex(/^[A-Za-z][\w.-]*$/)
  .meta({ description: 'How commands and stories call the target.' });

/** The schema of a configuration. */
export const configFile: z.ZodType<ConfigFile> = z.strictObject({
  targets: z
    .record(named, target)
    .refine((targets) => Object.keys(targets).length > 0)
    .meta({
      description: 'The service providers under test, by the names that commands and stories use.',
      examples: [{ 'my-app': { url: 'http://localhost:3000', start: '/login', session: '/me' } }],
      minProperties: 1,
    }),
});
