/** Floor 5: what a request says to an operation, checked with the operation's schemas. */
import { z } from 'zod';
import { UserError } from '../../base/errors.js';
import { explain } from '../../scenario/explain.js';
import type { HttpRequest } from '../http/request.js';
import type { Operation } from './operation.js';

const METADATA_TYPES = ['application/samlmetadata+xml', 'application/xml', 'text/xml'];

/** The value as the schema reads it. @throws UserError with the first mistake, and where it is */
function checked(schema: z.ZodType, value: unknown, place: 'query' | 'body'): unknown {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const problems = explain(error.issues, { schema, value, path: [place] });
  // A misspelt key is why another one is missing.
  const [first, ...others] = problems.toSorted(
    (one, other) => Number(other.code === 'key-unknown') - Number(one.code === 'key-unknown'),
  );
  if (first === undefined) throw new UserError('value-invalid', `The ${place} is not valid.`);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new UserError(first.code, `${first.message}${more}`, {
    path: first.path,
    ...(first.fix === undefined ? {} : { fix: first.fix }),
  });
}

/** A parameter that comes twice is a list. */
function queryOf(query: string): Readonly<Record<string, string | string[]>> {
  const given = new URLSearchParams(query);
  const names = [...new Set(given.keys())];
  return Object.fromEntries(
    names.map((name): [string, string | string[]] => {
      const [first = '', ...others] = given.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

function readQuery({ query: schema }: Operation, { query }: HttpRequest): unknown {
  return checked(schema ?? z.strictObject({}), queryOf(query), 'query');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('json-malformed', `The body is no JSON: ${String(cause).slice(0, 200)}`, {
      path: ['body'],
      cause,
    });
  }
}

/** What the body says, as its content type has it. A form of another site cannot send these types. */
function valueOf({ metadataBody }: Operation, { headers, body }: HttpRequest): unknown {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (type.trim() === 'application/json') return parsed(body);
  if (metadataBody && METADATA_TYPES.includes(type.trim())) return { metadata: body };
  const also = metadataBody ? ' or application/samlmetadata+xml' : '';
  throw new UserError('content-type-refused', `The content type of the body is "${type}".`, {
    fix: `Send it with the header content-type: application/json${also}.`,
  });
}

function readBody(operation: Operation, http: HttpRequest): unknown {
  const { body: schema, optionalBody } = operation;
  if (schema === undefined) {
    if (http.body === '') return undefined;
    throw new UserError('value-invalid', 'This operation takes no body.', { path: ['body'] });
  }
  if (http.body === '' && optionalBody) return checked(schema, {}, 'body');
  const value = valueOf(operation, http);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const fix = 'For example: {}';
    throw new UserError('value-invalid', 'The body must be a JSON object.', {
      path: ['body'],
      fix,
    });
  }
  return checked(schema, value, 'body');
}

/** Query and body. @throws UserError `value-invalid`, `key-unknown`, `json-malformed`, `content-type-refused` */
export function readCall(
  operation: Operation,
  http: HttpRequest,
): { readonly query: unknown; readonly body: unknown } {
  return { query: readQuery(operation, http), body: readBody(operation, http) };
}
