/** Floor 1: how a target learns which IdP to trust. */
import { z } from 'zod';
import type { TargetConfig } from '../../target-config.js';
import { actions } from './action.js';
import { file } from './address.js';

/** The `trust` key of a target: a file that the app reads at its start, or an action. */
export const trust: z.ZodType<NonNullable<TargetConfig['trust']>> = z
  .union([
    ...actions,
    z
      .strictObject({
        file: file.meta({
          description: "Gets the IdP's metadata before the app starts.",
          examples: ['./idp-metadata.xml'],
        }),
      })
      .transform((written) => ({ kind: 'file' as const, ...written })),
  ])
  .meta({
    description:
      "How the app gets the IdP's metadata: a file that is written before it starts, or a request or command with {metadata}. Without it, the app must have been set up.",
    examples: [{ file: './idp-metadata.xml' }, { url: '/test/idp', text: '{metadata}' }],
  });
