/** Floor 1: the SP side of a scenario file. */
import { z } from 'zod';
import type { SpSettings } from '../scenario.js';
import { changes } from './changes.js';
import { name } from './value.js';

/** The promise of a target that nobody said anything of. */
const ORDINARY = 'jit-update';

const profile = name.meta({
  description: 'The name of a profile in scenarios/profiles.',
  examples: ['proof'],
});

const plan = name
  .meta({ description: 'The plan the tenant at the SP has.', examples: ['business'] })
  .exactOptional();

const named = profile.transform((value): SpSettings => ({ profile: value }));

/** What an SP promises: a profile, alone or varied. */
export const promise: z.ZodType<SpSettings> = z.union([
  named,
  z.strictObject({ profile, plan, ...changes }),
]);

/** A profile, alone or with what this story varies, or a target of the configuration. */
export const sp: z.ZodType<SpSettings> = z
  .union([
    named,
    z
      .strictObject({
        target: name
          .meta({
            description: 'The target of standin.config.yaml that the story is for.',
            examples: ['my-app'],
          })
          .exactOptional(),
        profile: profile.exactOptional(),
        plan,
        ...changes,
        defects: z
          .array(name)
          .meta({
            description: 'Mistakes that the embedded SP makes.',
            examples: [['first-text-node']],
          })
          .exactOptional(),
      })
      .refine((settings) => 'target' in settings || 'profile' in settings, { path: ['profile'] })
      .meta({ anyOf: [{ required: ['profile'] }, { required: ['target'] }] })
      .transform((settings): SpSettings => ({ profile: ORDINARY, ...settings })),
  ])
  .meta({
    id: 'sp',
    description:
      'The service provider: a profile, and what this story varies of it; or a target of standin.config.yaml.',
    examples: ['proof', { target: 'my-app' }],
  });
