/** Floor 1: texts that are filled in somewhere: form fields, headers, variables. */
import { z } from 'zod';
import { name } from '../value.js';

/** A text; numbers and truth values are written out as YAML has them. */
const fillIn = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Texts by name. */
export const fillIns: z.ZodType<Readonly<Record<string, string>>> = z.record(name, fillIn);

/** Header values by name. */
export const headers: z.ZodType<Readonly<Record<string, string>>> = z.record(
  z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/),
  fillIn.refine((value) => !/[\r\n\0]/.test(value)),
);
