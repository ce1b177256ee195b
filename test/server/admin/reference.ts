/** Writes docs/reference/admin-api.md from the OpenAPI document, so that it cannot tell anything else. */
import type { OpenApi } from '../../../src/server/admin/openapi.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Documented {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

/** What other pages explain. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  Mutation: '[operation](attack.md#operations)',
};

function code(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${text.replaceAll('|', String.raw`\|`)}\``;
}

function kindOf(schema: Schema): string {
  const { $ref, const: only, enum: words, anyOf, items, type, additionalProperties } = schema;
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? '';
    return ELSEWHERE[name] ?? `[${name}](#${name.toLowerCase()})`;
  }
  if (only !== undefined) return code(only);
  if (words !== undefined) return words.map(code).join(', ');
  if (anyOf !== undefined) return [...new Set(anyOf.map(kindOf))].join(' or ');
  if (type === 'array') return items === undefined ? 'list' : `list of ${kindOf(items)}`;
  if (typeof additionalProperties === 'object') return `map of ${kindOf(additionalProperties)}`;
  const kinds: Readonly<Record<string, string>> = {
    object: 'map',
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    null: 'null',
  };
  return kinds[type ?? ''] ?? 'anything';
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`;
}

function shown(example: unknown): string {
  return example === undefined ? '' : code(example);
}

function rowsOf({ properties = {}, required = [] }: Schema, before = ''): readonly string[] {
  return Object.entries(properties).flatMap(([name, each]) => {
    const must = required.includes(name) ? '' : ', optional';
    const inner = each.properties === undefined ? each.items : each;
    const path = `${before}${name}`;
    const own = row([
      `\`${path}\``,
      `${kindOf(each)}${must}`,
      each.description ?? '',
      shown(each.examples?.[0]),
    ]);
    return inner?.properties === undefined ? [own] : [own, ...rowsOf(inner, `${path}.`)];
  });
}

const HEAD = ['| key | value | meaning | example |', '| --- | --- | --- | --- |'] as const;

function table(schema: Schema): readonly string[] {
  if (schema.anyOf !== undefined) {
    return schema.anyOf.flatMap((each, index) => [...(index === 0 ? [] : ['or']), ...table(each)]);
  }
  const rows = rowsOf(schema);
  return rows.length === 0 ? [] : [[...HEAD, ...rows].join('\n')];
}

function parametersOf({ parameters }: Documented): readonly string[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map(({ name, in: where, required, description = '', schema, example }) =>
    row([
      `\`${name}\``,
      `${where}, ${kindOf(schema)}${required ? '' : ', optional'}`,
      description,
      shown(example),
    ]),
  );
  return [
    ['| parameter | value | meaning | example |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ];
}

function bodyOf({ requestBody }: Documented): readonly string[] {
  if (requestBody === undefined) return [];
  const kinds = Object.entries(requestBody.content ?? {}).map(([type, { schema }]) =>
    type === 'application/json' ? kindOf(schema) : `SAML metadata (\`${type}\`)`,
  );
  return [`Body${requestBody.required ? '' : ', optional'}: ${kinds.join(', or ')}.`];
}

function answerOf({ responses }: Documented): string {
  const [status, { content } = {}] =
    Object.entries(responses).find(([each]) => Number(each) < 300) ?? [];
  const schema = content?.['application/json']?.schema ?? {};
  const refusals = Object.keys(responses).filter((each) => ['404', '409'].includes(each));
  const also = refusals.length === 0 ? '' : ` Refused with ${refusals.join(', ')}.`;
  return `Answer ${status ?? ''}: ${kindOf(schema)}.${also}`;
}

function operation(line: string, each: Documented): readonly string[] {
  return [
    `### ${line}`,
    each.summary,
    ...(each.description === undefined ? [] : [each.description]),
    ...parametersOf(each),
    ...bodyOf(each),
    answerOf(each),
  ];
}

function responsesOf({ components }: OpenApi): string {
  const rows = Object.entries(components['responses'] ?? {}).map(([status, each]) =>
    row([status, (each as { readonly description: string }).description]),
  );
  return ['| status | when |', '| --- | --- |', ...rows].join('\n');
}

/** The page, before formatting. */
export function adminReference(document: OpenApi): string {
  const { info, tags, paths, components } = document as OpenApi & {
    readonly info: { readonly description: string };
    readonly tags: readonly { readonly name: string }[];
  };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({
      line: `${method.toUpperCase()} ${path}`,
      each: each as Documented,
    })),
  );
  const schemas = Object.entries(components.schemas).filter(([name]) => !(name in ELSEWHERE));
  return [
    '# The admin API',
    '<!-- Generated from the schemas: UPDATE=1 npx vitest run test/server/admin -->',
    info.description,
    'Addresses start at `/__standin/api` of the server. `/__standin/openapi.json` describes them in OpenAPI 3.1, which is also in [schema/admin-api.json](../../schema/admin-api.json). [The guide](../guide/serve.md#in-tests) shows the API at work.',
    'Bodies are JSON, with the header `content-type: application/json`. Keys that nobody knows are refused. A refusal is JSON, too: `error` has `code` (stable), `message`, `fix` and `path`, see [ApiError](#apierror).',
    responsesOf(document),
    ...tags.flatMap(({ name }) => [
      `## ${name}`,
      ...all
        .filter(({ each }) => each.tags.includes(name))
        .flatMap(({ line, each }) => operation(line, each)),
    ]),
    '## Schemas',
    ...schemas.flatMap(([name, schema]) => {
      const { description } = schema as Schema;
      return [
        `### ${name}`,
        ...(description === undefined ? [] : [description]),
        ...table(schema as Schema),
      ];
    }),
  ].join('\n\n');
}
