/** Writes docs/reference/config.md from the schema, so that it cannot tell anything else than the schema does. */
import type { JsonSchema } from '../../src/scenario/json-schema.js';
import { type Node, mapOf, table } from './schema-table.js';

/** An example: the keys of one target beside `url` and `start`, or a whole file. */
function example(...lines: readonly string[]): string {
  const top = ['targets:', '  my-app:', '    url: http://localhost:3000', '    start: /login'];
  return yaml(...top, ...lines.map((line) => `    ${line}`));
}

function yaml(...lines: readonly string[]): string {
  return ['```yaml', ...lines, '```'].join('\n');
}

const LEAST = yaml(
  '# yaml-language-server: $schema=./node_modules/standin/schema/config.schema.json',
  'targets:',
  '  my-app:',
  '    url: http://localhost:3000',
  '    start: /login',
  '    session: /me',
);

const USUAL = yaml(
  '# yaml-language-server: $schema=./node_modules/standin/schema/config.schema.json',
  'targets:',
  '  my-app:',
  '    url: http://localhost:${PORT:-3000}',
  '    metadata: /saml/metadata',
  '    idps: [okta, entra]',
  '    profile: jit-update',
  '    start: /login',
  '    session: { url: /me, email: /profile/mail }',
  '    accounts: { url: /api/users, list: /items }',
  '    reset: POST /test/reset',
  '    command: { start: npm start, ready: /health, env: { NODE_ENV: test } }',
);

const START = [
  'An address, or a page whose form is filled in before it is submitted:',
  yaml(
    'targets:',
    '  my-app:',
    '    url: http://localhost:3000',
    '    start:',
    '      url: /login?idp={idp}',
    "      form: { email: '{email}' }",
  ),
];

const SESSION = [
  'An address alone means JSON that has `email`, `user.email`, `nameId`, `nameID` or one of the two in `user`. A redirect, a status of `anonymous` and an answer without any of them mean that nobody is logged in.',
  example('session: /me'),
  'Elsewhere in JSON, tried in turn:',
  example(
    'session:',
    '  url: /api/whoami',
    '  email: [/profile/mail, /profile/login]',
    '  accountId: /profile/id',
    '  anonymous: 404',
  ),
  'On a page:',
  example(
    'session:',
    '  url: /',
    "  email: { css: '#user-menu .email' }",
    "  accountId: { css: '#user-menu', attribute: data-id }",
  ),
  'In a header:',
  example('session: { url: /, email: { header: x-user-email } }'),
];

const ACCOUNTS = [
  'Exactly one of `url`, `command`, `csv`, `csv-command` and `page` says where the accounts are. `fields` says where an account has what Standin calls `id`, `email`, `firstName`, `lastName`, `displayName`, `role`, `roles` and so on; without it the fields are called as the source calls them. An account without `id` is known by its address.',
];

const WAYS: readonly (readonly [intro: string, ...lines: string[]])[] = [
  [
    '`url`: a JSON list. `fields` are JSON pointers into one account.',
    'accounts:',
    '  url: /api/users',
    '  list: /items',
    '  fields: { id: /uuid, email: /mail, firstName: /name/given, lastName: /name/family }',
  ],
  [
    '`command`: a shell command that prints JSON; a database needs no driver in Standin.',
    'accounts:',
    "  command: sqlite3 -json app.db 'select id, email, first_name, last_name from users'",
    '  fields: { id: /id, email: /email, firstName: /first_name, lastName: /last_name }',
  ],
  [
    '`csv`: a file whose first line names the columns.',
    'accounts:',
    '  csv: ./users.csv',
    "  separator: ';'",
    '  fields: { email: E-mail, lastName: Family name }',
  ],
  [
    '`csv-command`: a shell command that prints CSV.',
    'accounts: { csv-command: ./bin/export-users --csv, separator: "\\t" }',
  ],
  [
    '`page`: a page read with a headless browser, for apps without any API. `fields` are selectors below a row. It needs `playwright-core` beside Standin, and a Chromium (`STANDIN_CHROMIUM` says where).',
    'accounts:',
    '  page:',
    '    url: /admin/users',
    '    rows: table#users tbody tr',
    '    login:',
    '      url: /admin/login',
    "      fill: { '#user': admin, '#password': '${ADMIN_PASSWORD}' }",
    '      click: button[type=submit]',
    "  fields: { email: td.email, lastName: 'td:nth-child(3)' }",
  ],
];

const ACTIONS = [
  '`reset`, `deprovision`, `clock` and `trust` are things to do: a request on one line, a request in full, or a shell command, which runs in the folder of this file. What stands in braces is filled in: `{email}` and `{nameId}` in `deprovision`, `{now}` in `clock`, `{metadata}` in `trust`. A command finds them in its environment, too: `$STANDIN_EMAIL`, `$STANDIN_NAME_ID`, `$STANDIN_NOW`, `$STANDIN_METADATA`.',
  example(
    'reset: POST /test/reset',
    'deprovision:',
    '  url: /scim/v2/Users/{email}',
    '  method: PATCH',
    "  headers: { authorization: 'Bearer ${SCIM_TOKEN}' }",
    '  json: { active: false }',
    'clock:',
    '  url: /test/clock',
    "  form: { now: '{now}' }",
    'trust:',
    '  command: ./bin/trust-idp --metadata {metadata}',
  ),
];

const TRUST = [
  'An action, or a file that gets the metadata of the IdP before the app starts. Without it the app must have been told already: `standin metadata` prints what to give it.',
  example('trust: { file: ./idp-metadata.xml }', 'command: npm start'),
];

const NETWORK = [
  example(
    'headers: { x-forwarded-proto: https }',
    'tls: { ca: ./ca.pem }',
    'timeout: 20s',
    'rate: 300/m',
    'origins: [https://login.acme.example]',
  ),
  '`tls`:',
];

/** The page, before formatting. */
export function configReference(schema: JsonSchema): string {
  const top: Node = schema;
  const defs = top.$defs ?? {};
  const target = defs['target'] ?? {};
  const keys = target.properties ?? {};
  const of = (key: string): Node => keys[key] ?? {};
  const sources = (of('accounts').anyOf ?? []).filter((each) => each.type === 'object');
  return [
    '# standin.config.yaml',
    '<!-- Generated from the schema: npx vitest run test/scenario -u -->',
    'The service providers under test: where they are, and how to look at them. `standin init` writes one with a comment for every key, `standin doctor --target my-app` tries it, `standin run --target my-app` plays stories at it. Every mistake in the file is reported at once, with line and column. `standin schema config` prints the JSON Schema for editors.',
    'The least there is:',
    LEAST,
    'Most apps in CI:',
    USUAL,
    'Addresses are absolute, or start at `url`: `/login` at its origin, `login` below its path. Files and folders start at the folder of this file. `${NAME}` in any text is the environment variable of that name; `${NAME:-default}` has a value where there is none, `$${` is a `${` that stays.',
    '## Targets',
    table(target),
    ...['## start', ...START, table(mapOf(of('start')))],
    ...['## session', ...SESSION, table(mapOf(of('session')))],
    '## Places',
    'A JSON pointer (RFC 6901) as a text, or one of these maps, or a list of several that are tried in turn: the first that has a text counts.',
    table(merged(defs['place'])),
    ...['## accounts', ...ACCOUNTS],
    ...sources.flatMap((source, at) => {
      const [intro = '', ...lines] = WAYS[at] ?? [];
      return [intro, example(...lines), table(source)];
    }),
    ...pageTables(sources),
    ...['## Actions', ...ACTIONS, table(merged(defs['action']))],
    ...['## trust', ...TRUST],
    '## profile',
    'What the app promises, as in [sp](scenario.md#sp): the name of a profile, or a map that varies one. A story applies exactly when the embedded service provider with this profile passes it. `jit-create` creates accounts and never touches them again, `jit-update` brings them up to date at every login, `jit-update-pushed` is told of deactivations besides.',
    example(
      'profile:',
      '  profile: jit-update',
      '  jit: { key: email, defaultRole: member }',
      '  consumption: { clockSkew: 0s, idpInitiated: false }',
    ),
    ...[
      '## command',
      example(
        'command:',
        '  start: npm start',
        '  ready: /health',
        '  folder: ../app',
        '  env: { PORT: 3000, DATABASE_URL: "sqlite:test.db" }',
        '  timeout: 90s',
      ),
      table(mapOf(of('command'))),
    ],
    ...['## Requests and certificates', ...NETWORK, table(of('tls'))],
  ].join('\n\n');
}

function pageTables(sources: readonly Node[]): string[] {
  const page = sources.map((each) => each.properties?.['page']).find((each) => each !== undefined);
  const login = page?.properties?.['login'] ?? {};
  return ['`page`:', table(page ?? {}), '`login`:', table(login)];
}

/** The keys of all maps that may stand at a place; none of them is always required. */
function merged(node: Node | undefined): Node {
  const maps = (node?.anyOf ?? []).filter((each) => each.type === 'object');
  return {
    properties: Object.assign({}, ...maps.map((each) => each.properties)) as Node['properties'] &
      object,
  };
}
