/** Floor 1: where the accounts of a target are listed. */
import { z } from 'zod';
import type { AccountsConfig, AccountsSource } from '../../target-config.js';
import { name } from '../value.js';
import { address, file } from './address.js';
import { pointer } from './place.js';

const list = pointer
  .meta({
    description: 'A JSON pointer to the list; default: the whole answer is the list.',
    examples: ['/users'],
  })
  .exactOptional();

const separator = z
  .string()
  .regex(/^[^\r\n]$/)
  .meta({ description: 'What stands between two columns. Default: a comma.', examples: [';'] })
  .exactOptional();

const command = name.meta({
  description: 'A shell command that prints the accounts.',
  examples: ['psql -qAtX -c "select json_agg(u) from users u" app'],
});

const FIELDS = 'Account field to where it stands; default: the fields as the source names them.';

const pointers = z
  .record(name, pointer)
  .meta({ description: FIELDS, examples: [{ id: '/uuid', firstName: '/name/first' }] })
  .exactOptional();

const columns = z
  .record(name, name)
  .meta({ description: FIELDS, examples: [{ email: 'E-mail' }] })
  .exactOptional();

const selectors = z
  .record(name, name)
  .meta({ description: FIELDS, examples: [{ email: 'td.email' }] })
  .exactOptional();

const login = z.strictObject({
  url: address.meta({
    description: 'The login page of administrators.',
    examples: ['/admin/login'],
  }),
  fill: z.record(name, z.string()).meta({
    description: 'CSS selector of a field to the text for it.',
    examples: [{ '#user': 'admin', '#password': '${ADMIN_PASSWORD}' }],
  }),
  click: name.meta({ description: 'CSS selector of the button.', examples: ['#log-in'] }),
});

const page = z
  .strictObject({
    url: address.meta({ description: 'The page that lists the accounts.', examples: ['/admin'] }),
    rows: name.meta({ description: 'CSS selector of one account.', examples: ['table tbody tr'] }),
    login: login
      .meta({ description: 'How an administrator logs in first, in a browser of its own.' })
      .exactOptional(),
  })
  .meta({ description: 'A page, read with a headless browser (needs playwright-core).' });

type Fields = AccountsConfig['fields'];

function from(source: AccountsSource, fields: Fields): AccountsConfig {
  return { source, ...(fields !== undefined && { fields }) };
}

/** The `accounts` key of a target: exactly one way to list them. */
export const accounts: z.ZodType<AccountsConfig> = z
  .union([
    address.transform((url) => from({ kind: 'json', url, list: '' }, undefined)),
    z
      .strictObject({
        url: address.meta({ description: 'Answers JSON.', examples: ['/api/users'] }),
        list,
        fields: pointers,
      })
      .transform((it) => from({ kind: 'json', url: it.url, list: it.list ?? '' }, it.fields)),
    z
      .strictObject({ command, list, fields: pointers })
      .transform((it) =>
        from({ kind: 'command', command: it.command, list: it.list ?? '' }, it.fields),
      ),
    z
      .strictObject({
        csv: file.meta({
          description: 'A CSV file; its first line names the columns.',
          examples: ['./users.csv'],
        }),
        separator,
        fields: columns,
      })
      .transform((it) =>
        from({ kind: 'csv', file: it.csv, separator: it.separator ?? ',' }, it.fields),
      ),
    z.strictObject({ 'csv-command': command, separator, fields: columns }).transform((it) =>
      from(
        {
          kind: 'csv-command',
          command: it['csv-command'],
          separator: it.separator ?? ',',
        },
        it.fields,
      ),
    ),
    z
      .strictObject({ page, fields: selectors })
      .transform((it) => from({ kind: 'page', ...it.page }, it.fields)),
  ])
  .meta({
    description:
      'Where the accounts are listed: `url`, `command`, `csv`, `csv-command` or `page`. An address alone: a JSON list.',
    examples: ['/api/users', { url: '/api/users', list: '/items' }],
  });
