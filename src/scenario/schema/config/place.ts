/** Floor 1: where a value stands in an answer. */
import { z } from 'zod';
import type { Where } from '../../target-config.js';
import { name } from '../value.js';

/** A JSON pointer (RFC 6901); the empty one is the whole answer. */
export const pointer: z.ZodString = z
  .string()
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/)
  .meta({ description: 'A JSON pointer (RFC 6901).', examples: ['/user/email'] });

const direct = z
  .string()
  .regex(/^(?:\/(?:[^~/]|~[01])*)+$/)
  .transform((json): Where => ({ json }));

const places = [
  z.strictObject({ json: pointer }),
  z.strictObject({
    css: name.meta({
      description: 'A CSS selector; the text of the first match counts.',
      examples: ['#me .email'],
    }),
    attribute: name
      .meta({
        description: 'Take this attribute of the first match, not its text.',
        examples: ['data-email'],
      })
      .exactOptional(),
  }),
  z.strictObject({
    header: name.meta({ description: 'A header of the answer.', examples: ['x-user'] }),
  }),
] as const;

/** One place, or several that are tried in turn. */
export const whereabouts: z.ZodType<readonly Where[]> = z
  .union([
    direct.transform((where): readonly Where[] => [where]),
    ...places.map((place) => place.transform((where: Where): readonly Where[] => [where])),
    z.array(z.union([direct, ...places])).min(1),
  ])
  .meta({
    id: 'place',
    description: 'Where a value stands: one place, or several that are tried in turn.',
    examples: ['/user/email', { css: '#me' }],
  });
