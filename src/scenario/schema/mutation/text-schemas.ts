/** Floor 1: how operations on text, bytes and their encoding are written. */
import { z } from 'zod';
import type { EncodingName, TextOperations } from '../../mutation/text-operations.js';
import { name, text } from '../value.js';

const MOST_TIMES = 100_000_000;
const MOST_BULK = 2 ** 31;

/** An encoding. */
export const encoding: z.ZodType<EncodingName> = z
  .enum(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'utf-7', 'latin1', 'ibm037'])
  .meta({ description: 'The encoding.', examples: ['utf-16le'] });

/** How often something is written. */
export const times: z.ZodNumber = z
  .int()
  .min(1)
  .max(MOST_TIMES)
  .meta({ description: 'How often.', examples: [100_000] });

const find = name.meta({ description: 'What is looked for.', examples: ['<saml:Subject>'] });
const replacement = text.meta({ description: 'What takes its place.', examples: [''] });
const all = z
  .boolean()
  .meta({ description: 'Every place instead of the first.', examples: [true] })
  .exactOptional();

const hexadecimal = z.string().regex(/^(?:\s*[0-9A-Fa-f]{2})*\s*$/);

const replaceBytes: z.ZodType<TextOperations['replace-bytes']> = z
  .strictObject({
    find: hexadecimal
      .min(2)
      .meta({ description: 'The bytes that are looked for, in hexadecimal.', examples: ['c3 bc'] })
      .exactOptional(),
    text: name
      .meta({ description: 'A text that is looked for, instead of bytes.', examples: ['MARK'] })
      .exactOptional(),
    with: hexadecimal.meta({ description: 'New bytes, in hexadecimal.', examples: ['c0 af'] }),
    all,
  })
  .refine(({ find: bytes, text: written }) => (bytes === undefined) !== (written === undefined), {
    message: 'say what is looked for with one of: find, text',
  });

const deflate: z.ZodType<TextOperations['deflate']> = z
  .strictObject({
    zlib: z
      .boolean()
      .meta({ description: 'With the header of zlib.', examples: [true] })
      .exactOptional(),
    bulk: z
      .int()
      .min(1)
      .max(MOST_BULK)
      .meta({
        description: 'So many bytes of white space behind the message; a thousandth of it is sent.',
        examples: [1_073_741_824],
      })
      .exactOptional(),
  })
  .refine(({ zlib, bulk }) => zlib !== true || bulk === undefined, {
    message: 'bulk goes without zlib',
  });

const editField: z.ZodType<TextOperations['edit-field']> = z.strictObject({
  start: text
    .meta({ description: 'Put before the value.', examples: ['data:text/xml;base64,'] })
    .exactOptional(),
  end: text.meta({ description: 'Put behind the value.', examples: ['\n'] }).exactOptional(),
  insert: z
    .strictObject({
      at: z
        .int()
        .min(0)
        .meta({ description: 'Behind so many characters.', examples: [10] }),
      text: name.meta({ description: 'What is put in.', examples: [' '] }),
    })
    .meta({ description: 'Put into the value.', examples: [{ at: 10, text: ' ' }] })
    .exactOptional(),
});

/** Every operation on text, bytes and their encoding. */
export const TEXT_SCHEMAS: {
  readonly [Name in keyof TextOperations]: z.ZodType<TextOperations[Name]>;
} = {
  'replace-text': z.strictObject({ find, with: replacement, all }),
  'add-text': z.strictObject({
    where: z.enum(['start', 'end', 'prolog']).meta({
      description: 'Before everything, behind everything, or behind the XML declaration.',
      examples: ['prolog'],
    }),
    text: name.meta({ description: 'The text.', examples: ['<!DOCTYPE x>'] }),
  }),
  'repeat-text': z.strictObject({
    after: name.meta({ description: 'The text behind which it goes.', examples: ['<a>'] }),
    text: name.meta({ description: 'The text; $n in it counts.', examples: ['<x$n>'] }),
    times,
    close: name
      .meta({ description: 'As often right behind; $n counts down.', examples: ['</x$n>'] })
      .exactOptional(),
  }),
  declaration: z.strictObject({
    to: text.meta({
      description: 'The new XML declaration; empty takes it out.',
      examples: ['<?xml version="1.0" encoding="UTF-7"?>'],
    }),
  }),
  'encode-text': z.strictObject({
    as: encoding,
    mark: z
      .boolean()
      .meta({ description: 'A byte order mark before it.', examples: [true] })
      .exactOptional(),
    hide: text
      .meta({ description: 'Characters that UTF-7 does not write as they are.', examples: ['<>'] })
      .exactOptional(),
  }),
  'replace-bytes': replaceBytes,
  deflate,
  base64: z.strictObject({
    as: z.enum(['url', 'lines', 'double', 'unpadded', 'padded', 'percent']).meta({
      description:
        'The alphabet for URLs, in lines of 76, twice, without padding, always with ==, or percent-encoded.',
      examples: ['url'],
    }),
  }),
  'edit-field': editField,
};
