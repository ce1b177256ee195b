/** Floor 5: the admin API in OpenAPI 3.1, made of the same schemas that requests are checked with. */
import { z } from 'zod';
import { API } from './address.js';
import { DESCRIPTION, REFUSALS } from './description.js';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';
import { apiError } from './schema/api-error.js';

/** Any part of the document. */
type Json = Readonly<Record<string, unknown>>;

/** The document. */
export interface OpenApi extends Json {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Json; readonly [part: string]: Json };
}

/** Names in the document are written as types are: `user-record` is `UserRecord`. */
function typeName(id: string): string {
  return id.replaceAll(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** References into the definitions become references to components. */
function relocated(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(relocated);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) => {
    const id = key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '') : '';
    return [key, id === '' ? relocated(value) : `#/components/schemas/${typeName(id)}`] as const;
  });
  return Object.fromEntries(entries);
}

interface Overridden {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: { examples?: unknown[] };
}

/** The library drops the examples of what is transformed after reading; ours show what to write. */
function keepExamples({ zodSchema, jsonSchema }: Overridden): void {
  const examples: unknown = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples)) jsonSchema.examples = examples;
}

/** What an operation takes and gives, each under a key of its own. */
function partsOf({ id, query, body, path, gives }: Operation): Readonly<Record<string, z.ZodType>> {
  return {
    [`${id}/gives`]: gives,
    ...(body === undefined ? {} : { [`${id}/body`]: body }),
    ...(query === undefined ? {} : { [`${id}/query`]: query }),
    ...(path === undefined ? {} : { [`${id}/path`]: z.strictObject(path) }),
  };
}

interface Converted {
  readonly parts: Readonly<Record<string, Json>>;
  readonly schemas: Json;
}

/** All schemas at once: what several operations share is one component. */
function converted(): Converted {
  const parts = Object.fromEntries(OPERATIONS.flatMap((each) => Object.entries(partsOf(each))));
  const whole = z.object({ ...parts, error: apiError });
  const schema = z.toJSONSchema(whole, { io: 'input', override: keepExamples });
  const { $defs = {}, properties = {} } = relocated(schema) as {
    readonly $defs?: Json;
    readonly properties?: Readonly<Record<string, Json>>;
  };
  const named = Object.entries($defs).map(([id, each]) => [typeName(id), withoutId(each)] as const);
  return { parts: properties, schemas: Object.fromEntries(named) };
}

function withoutId(schema: unknown): unknown {
  const { id: _, ...rest } = schema as Json;
  return rest;
}

/** A map's keys as parameters. */
function parametersOf(where: 'path' | 'query', schema: Json | undefined): readonly Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, each]) => {
    const { description, examples, ...own } = each;
    const [example] = Array.isArray(examples) ? (examples as readonly unknown[]) : [];
    return {
      name,
      in: where,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: own,
      ...(example === undefined ? {} : { example }),
    };
  });
}

function requestBody({ optionalBody, metadataBody }: Operation, schema: Json | undefined): Json {
  if (schema === undefined) return {};
  const xml = { 'application/samlmetadata+xml': { schema: { type: 'string' } } };
  const content = { 'application/json': { schema }, ...(metadataBody ? xml : {}) };
  return { requestBody: { required: optionalBody !== true, content } };
}

/** Refusals that can happen here: those of every operation, of what it takes, and its own. */
function statusesOf({ body, query, refuses = [] }: Operation): readonly number[] {
  const taken = body === undefined ? [] : [413, 415];
  const asked = body === undefined && query === undefined ? [] : [400];
  return [...asked, 401, 403, ...refuses, ...taken, 500];
}

function documented(operation: Operation, { parts }: Converted): Json {
  const { id, group, summary, detail, status = 200 } = operation;
  const refusals = statusesOf(operation).map((each) => [
    String(each),
    { $ref: `#/components/responses/${each}` },
  ]);
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(detail === undefined ? {} : { description: detail }),
    parameters: [
      ...parametersOf('path', parts[`${id}/path`]),
      ...parametersOf('query', parts[`${id}/query`]),
    ],
    ...requestBody(operation, parts[`${id}/body`]),
    responses: {
      [String(status)]: {
        description: 'It was done.',
        content: { 'application/json': { schema: parts[`${id}/gives`] } },
      },
      ...Object.fromEntries(refusals),
    },
  };
}

function pathsOf(all: Converted): OpenApi['paths'] {
  const addresses = [...new Set(OPERATIONS.map(({ address }) => address))];
  return Object.fromEntries(
    addresses.map((address) => {
      const here = OPERATIONS.filter((each) => each.address === address);
      const methods = here.map((each) => [each.method.toLowerCase(), documented(each, all)]);
      return [address === '' ? '/' : address, Object.fromEntries(methods)];
    }),
  );
}

function responses(): Json {
  const content = {
    'application/json': { schema: { $ref: '#/components/schemas/ApiError' } },
  };
  return Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [status, { description, content }]),
  );
}

/**
 * The document.
 *
 * @param about - where the server is, and its version
 * @example
 * openApiOf({ origin: 'http://127.0.0.1:7000', version: '1.0.0' }).openapi; // '3.1.0'
 */
export function openApiOf({
  origin,
  version,
}: {
  readonly origin: string;
  readonly version: string;
}): OpenApi {
  const all = converted();
  return {
    openapi: '3.1.0',
    info: { title: 'The admin API of standin serve', version, description: DESCRIPTION },
    servers: [{ url: `${origin}${API}` }],
    tags: [...new Set(OPERATIONS.map(({ group }) => group))].map((name) => ({ name })),
    security: [{}, { token: [] }],
    paths: pathsOf(all),
    components: {
      schemas: all.schemas,
      responses: responses(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}
