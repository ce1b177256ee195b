/** Floor 1: how operations on the tree are written. */
import { z } from 'zod';
import { parseDuration } from '../../../base/duration.js';
import type { Content, TreeOperations } from '../../mutation/tree-operations.js';
import { name, text } from '../value.js';

/** A place in the message. */
export const path: z.ZodString = z
  .string()
  .regex(/^\//)
  .meta({
    description:
      'A place in the message: names match whatever the prefix, numbers count the whole message.',
    examples: ['//Assertion[1]/@ID', '/Response/Assertion'],
  });

/** An operation that needs nothing but a place may be written as the place alone. */
export function placeOnly<Settings extends { readonly at: string }>(
  whole: z.ZodType<Settings>,
): z.ZodType<Settings> {
  return z.union([path.transform((at) => ({ at }) as Settings), whole]);
}

const where = z
  .enum(['before', 'after', 'first', 'last', 'instead'])
  .meta({
    description: 'Beside the place, first or last in it (the default), or instead of it.',
    examples: ['before'],
  })
  .exactOptional();

const content = {
  xml: name
    .meta({
      description: 'Markup; prefixes declared around the place may be used.',
      examples: ['<saml:Advice/>'],
    })
    .exactOptional(),
  text: text.meta({ description: 'A text.', examples: ['x'] }).exactOptional(),
  comment: text.meta({ description: 'A comment.', examples: [''] }).exactOptional(),
  cdata: text.meta({ description: 'A CDATA section.', examples: ['x'] }).exactOptional(),
  instruction: name
    .meta({ description: 'A processing instruction.', examples: ['x y'] })
    .exactOptional(),
  raw: name
    .meta({ description: 'Written as it is; it cannot be signed.', examples: ['&e;'] })
    .exactOptional(),
  kept: name
    .meta({ description: 'A node that keep has put aside.', examples: ['original'] })
    .exactOptional(),
};

const as = name.meta({
  description: 'The name under which it is put aside.',
  examples: ['original'],
});

const duration = z
  .string()
  .refine((value) => parseDuration(value) !== undefined)
  .meta({ description: 'A length of time, earlier with a minus sign.', examples: ['-1h'] });

/** Exactly one kind of content. */
const insert: z.ZodType<TreeOperations['insert']> = z
  .strictObject({ at: path, where, ...content })
  .refine(
    (settings) =>
      Object.keys(content).filter((key) => settings[key as keyof Content] !== undefined).length ===
      1,
    {
      message: `say what is put in with one of: ${Object.keys(content).join(', ')}`,
    },
  );

const respell: z.ZodType<TreeOperations['respell']> = z
  .strictObject({
    at: path,
    as: z
      .enum(['upper', 'lower', 'wide'])
      .meta({
        description: 'Which letters; wide ones are those of the Unicode block FF00.',
        examples: ['upper'],
      })
      .exactOptional(),
    find: name
      .meta({ description: 'What is written otherwise, everywhere.', examples: ['i'] })
      .exactOptional(),
    with: text.meta({ description: 'How it is written.', examples: ['ı'] }).exactOptional(),
  })
  .refine(
    ({ as, find, with: other }) =>
      (as === undefined) !== (find === undefined) && (find === undefined) === (other === undefined),
    {
      message: 'say how it is spelled: either "as", or "find" and "with"',
    },
  );

const moving = { from: path, to: path, where };

/** Every operation on the tree. */
export const TREE_SCHEMAS: {
  readonly [Name in keyof TreeOperations]: z.ZodType<TreeOperations[Name]>;
} = {
  set: z.strictObject({
    at: path,
    to: text.meta({ description: 'The new text or value.', examples: ['{victim}'] }),
  }),
  respell,
  remove: placeOnly(z.strictObject({ at: path })),
  insert,
  copy: z.strictObject({
    ...moving,
    times: z
      .int()
      .min(1)
      .max(100_000)
      .meta({ description: 'How many copies; one unless said otherwise.', examples: [1000] })
      .exactOptional(),
  }),
  move: z.strictObject(moving),
  wrap: z.strictObject({
    at: path,
    in: name.meta({
      description: 'The element around; the place goes into its innermost element.',
      examples: ['<saml:Advice/>'],
    }),
  }),
  keep: z.strictObject({
    at: path,
    as,
    detach: z
      .boolean()
      .meta({ description: 'Take it out, too.', examples: [true] })
      .exactOptional(),
  }),
  'keep-text': z.strictObject({ at: path, as }),
  rename: z.strictObject({
    at: path,
    to: name.meta({ description: 'The new name, prefix included.', examples: ['x:Assertion'] }),
  }),
  prefixes: z.strictObject({
    at: path,
    to: z.record(z.string(), z.string()).meta({
      description: 'New prefixes by old ones; empty: the default namespace.',
      examples: [{ saml: 'q7' }],
    }),
  }),
  indent: placeOnly(z.strictObject({ at: path })),
  split: z.strictObject({
    at: path,
    part: name.meta({ description: 'A part of the text.', examples: ['{victim}'] }),
    as: z
      .enum(['comment', 'comment-before', 'cdata', 'instruction', 'element'])
      .meta({ description: 'What becomes of the part.', examples: ['comment'] }),
  }),
  shift: z.strictObject({ at: path, by: duration }),
  impersonate: placeOnly(
    z.strictObject({
      at: path,
      user: name
        .meta({
          description: 'Whose data; the victim unless said otherwise.',
          examples: ['victim'],
        })
        .exactOptional(),
    }),
  ),
};
