/** Floor 1: what a schema says about one place of the data: which keys, which meaning. */
import { z } from 'zod';
import type { Path } from './yaml-text.js';

type Schema = z.core.$ZodType;

/** What a schema says of a place, for people. */
export interface Meaning {
  readonly description?: string;
  readonly example?: unknown;
}

/**
 * The keys that may stand at a place, of all alternatives there.
 *
 * @param schema - the schema of the whole
 * @param path - from its top
 */
export function keysAt(schema: Schema, path: Path): string[] {
  return [...new Set(schemasAt(schema, path).flatMap(ownKeys))];
}

function ownKeys(schema: Schema): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  const names = schema instanceof z.ZodRecord ? schema.keyType : undefined;
  return names instanceof z.ZodEnum ? names.options.map(String) : [];
}

/** Whether a value would be right at a place. */
export function acceptsAt(schema: Schema, path: Path, value: unknown): boolean {
  return at([schema], path).some((each) => z.safeParse(each, value).success);
}

/** The alternatives at a place, of the first choice there is. */
export function alternativesAt(schema: Schema, path: Path): readonly Schema[] {
  const choice = schemasAt(schema, path).find((each) => each instanceof z.ZodUnion);
  return choice instanceof z.ZodUnion ? choice.options : [];
}

/** The description and the first example of a place, as the schema has them. */
export function meaningAt(schema: Schema, path: Path): Meaning {
  for (const each of at([schema], path).flatMap(layers)) {
    const meta = z.globalRegistry.get(each);
    if (meta?.description === undefined) continue;
    const examples: unknown = meta['examples'];
    const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
    return { description: meta.description, example };
  }
  return {};
}

function schemasAt(schema: Schema, path: Path): Schema[] {
  return at([schema], path).flatMap(layers);
}

function at(schemas: readonly Schema[], path: Path): readonly Schema[] {
  const [head, ...rest] = path;
  if (head === undefined) return schemas;
  return at(
    schemas.flatMap(layers).flatMap((each) => childOf(each, head)),
    rest,
  );
}

function childOf(schema: Schema, key: string | number): Schema[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, Schema>> = schema.shape;
  const child = Object.hasOwn(shape, key) ? shape[key] : undefined;
  return child === undefined ? [] : [child];
}

/** The schema and everything it wraps or chooses from. */
function layers(schema: Schema): Schema[] {
  return [schema, ...insidesOf(schema).flatMap(layers)];
}

function insidesOf(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodPipe) return [schema.in];
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodExactOptional) return [schema.unwrap()];
  return [];
}
