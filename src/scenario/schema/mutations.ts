/** Floor 1: the table of operations, as files write them. Someone who adds an operation adds a schema and a row. */
import { z } from 'zod';
import type { Mutation, OperationName, OperationSettings } from '../mutation.js';
import { REQUEST_SCHEMAS } from './mutation/request-schemas.js';
import { SUMMARIES } from './mutation/summaries.js';
import { SIGNATURE_SCHEMAS } from './mutation/signature-schemas.js';
import { TEXT_SCHEMAS } from './mutation/text-schemas.js';
import { TREE_SCHEMAS } from './mutation/tree-schemas.js';

/** How each operation's settings are written. */
export const OPERATION_SCHEMAS: {
  readonly [Name in OperationName]: z.ZodType<OperationSettings[Name]>;
} = { ...TREE_SCHEMAS, ...SIGNATURE_SCHEMAS, ...TEXT_SCHEMAS, ...REQUEST_SCHEMAS };

/** Every operation's name. */
export const OPERATION_NAMES: readonly OperationName[] = Object.keys(
  OPERATION_SCHEMAS,
) as OperationName[];

/** `{ set: { … } }` becomes `{ operation: 'set', settings: { … } }`. */
function rowOf(name: OperationName): z.ZodType<Mutation> {
  return z
    .strictObject({ [name]: OPERATION_SCHEMAS[name].meta({ description: SUMMARIES[name] }) })
    .transform((row) => ({ operation: name, settings: row[name] }) as Mutation);
}

/** `sign` alone signs as the vendor does. */
const bare: z.ZodType<Mutation> = z
  .literal('sign')
  .transform((operation): Mutation => ({ operation, settings: {} }));

const ROWS: ReadonlyMap<string, z.ZodType<Mutation>> = new Map(
  OPERATION_NAMES.map((name) => [name, rowOf(name)]),
);

/** The one row that a value can fit: by the name of its operation. */
function rowFor(value: unknown): z.ZodType<Mutation> | undefined {
  if (value === 'sign') return bare;
  const [name, another] = typeof value === 'object' ? Object.keys(value ?? {}) : [];
  return name === undefined || another !== undefined ? undefined : ROWS.get(name);
}

/** Asks the one row first; only a mistake is worth all alternatives, which say what may have been meant. */
function byName(union: z.ZodType<Mutation>): z.ZodType<Mutation> {
  const run = union._zod.run.bind(union._zod);
  union._zod.run = (payload, context) => {
    const read = rowFor(payload.value)?.safeParse(payload.value);
    if (read?.success !== true) return run(payload, context);
    payload.value = read.data;
    return payload;
  };
  return union;
}

/** One operation. */
export const mutation: z.ZodType<Mutation> = byName(
  z
    .union([bare, ...ROWS.values()] as [z.ZodType<Mutation>, ...z.ZodType<Mutation>[]])
    .meta({ id: 'mutation', description: 'One operation on a forged message.' }),
);

/** The key `mutate`. */
export const mutations: z.ZodType<readonly Mutation[]> = z.array(mutation).min(1);
