/** Writes Markdown tables of what a JSON Schema says. */

/** What the tables need of a schema. */
export interface Node {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

/** The alternative that is a map. */
export function mapOf(node: Node): Node {
  return node.anyOf?.find((each) => each.type === 'object') ?? node;
}

/** A row for every key of a map. */
export function table(node: Node): string {
  const rows = Object.entries(node.properties ?? {}).map(([name, each]) => {
    const must = node.required?.includes(name) === true ? ', required' : '';
    const example = each.examples?.[0];
    const shown =
      example === undefined ? '' : code(typeof example === 'string' ? example : inline(example));
    return `| \`${name}\` | ${kindOf(each)}${must} | ${each.description ?? linkOf(each)} | ${shown} |`;
  });
  return ['| key | value | meaning | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function linkOf(node: Node): string {
  const titles: Readonly<Record<string, string>> = {
    idp: 'The identity provider, see [idp](#idp).',
    sp: 'The service provider, see [sp](#sp).',
    expectation: 'What must be so afterwards, see [Expectations](#expectations).',
    user: 'The person, see [users and groups](#users-and-groups).',
    change: 'What is new in the record.',
  };
  return titles[refName(node)] ?? '';
}

function refName({ $ref }: Node): string {
  return $ref?.split('/').at(-1) ?? '';
}

/** What stands behind a reference, where the page has a section for it. */
const KINDS: Readonly<Record<string, string>> = {
  place: '[place](#places)',
  action: '[action](#actions)',
};

function kindOf(node: Node): string {
  if (node.$ref !== undefined) return KINDS[refName(node)] ?? 'see there';
  if (node.const !== undefined) return code(inline(node.const));
  if (node.enum !== undefined)
    return node.enum.length > 12
      ? 'a word'
      : node.enum.map((word) => code(String(word))).join(', ');
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(kindOf))].join(' or ');
  if (node.type === 'array')
    return node.items?.enum === undefined ? 'list' : `list of ${kindOf(node.items)}`;
  const kinds: Readonly<Record<string, string>> = {
    object: 'map',
    string: 'text',
    integer: 'number',
    number: 'number',
    boolean: '`true`, `false`',
    null: 'nothing',
  };
  return kinds[node.type ?? ''] ?? 'anything';
}

/** What YAML takes for something else inside braces. */
const SPECIAL = /[[\]{},#]|^[&*!|>'"%@`]|: /;

/** A value as YAML on one line. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'string') return SPECIAL.test(value) ? `'${value}'` : value;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, each]) => `${inline(key)}: ${inline(each)}`);
  return `{ ${pairs.join(', ')} }`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
