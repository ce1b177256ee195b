import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountsConfig } from '../../../src/scenario/target-config.js';
import { runShell } from '../../../src/sp/action/shell.js';
import { accountsLook } from '../../../src/sp/look/accounts.js';
import { functionLook } from '../../../src/sp/look/accounts-function.js';
import type { Reach } from '../../../src/sp/look/accounts-source.js';
import type { AppAccount } from '../../../src/sp/app-options.js';
import type { AccountsObservation } from '../../../src/sp/target.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standin-accounts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Looks at one source of an app that answers with this. */
function look(
  config: AccountsConfig,
  { status = 200, body = '' }: { status?: number; body?: string } = {},
): Promise<AccountsObservation> {
  const reach: Reach = {
    ask: () => Promise.resolve({ status, headers: {}, cookies: [], body }),
    shell: (command) => runShell({ command, folder, env: {}, timeout: 10_000 }),
    page: () => Promise.resolve({ html: body }),
  };
  return accountsLook(config, reach)();
}

const ENDPOINT = { kind: 'json', url: 'https://app.example/users', list: '/data' } as const;
const why = (text: string): unknown => ({
  kind: 'unknown',
  why: expect.stringContaining(text) as string,
});

describe('a JSON endpoint', () => {
  it('shows the fields as it names them', async () => {
    const body = JSON.stringify({
      data: [
        { id: 7, email: 'ada@acme.example', roles: ['admin'], address: { city: 'London' } },
        { email: 'grace@acme.example', active: true, seats: 3, note: null },
      ],
    });
    expect(await look({ source: ENDPOINT }, { body })).toEqual({
      kind: 'accounts',
      accounts: [
        { id: '7', email: 'ada@acme.example', roles: ['admin'] },
        {
          id: 'grace@acme.example',
          email: 'grace@acme.example',
          active: true,
          seats: 3,
          note: null,
        },
      ],
      fields: ['id', 'email', 'roles', 'address', 'active', 'seats', 'note'],
    });
  });

  it('shows the fields that are mapped, and says which', async () => {
    const body = JSON.stringify({ data: [{ mail: 'ada@acme.example', name: { first: 'Ada' } }] });
    const fields = { email: '/mail', firstName: '/name/first', role: '/role' };
    expect(await look({ source: ENDPOINT, fields }, { body })).toEqual({
      kind: 'accounts',
      accounts: [{ id: 'ada@acme.example', email: 'ada@acme.example', firstName: 'Ada' }],
      fields: ['id', 'email', 'firstName', 'role'],
    });
  });

  it('that lists nobody shows an empty roster', async () => {
    expect(await look({ source: ENDPOINT }, { body: '{"data":[]}' })).toEqual({
      kind: 'accounts',
      accounts: [],
    });
  });

  it.each([
    [{ status: 401 }, 'answered 401'],
    [{ status: 302 }, 'answered 302'],
    [{ body: '<p>Log in</p>' }, 'is no JSON'],
    [{ body: '{"users":[]}' }, 'no list at "/data"'],
    [{ body: '{"data":{}}' }, 'no list at "/data"'],
    [{ body: '{"data":["ada"]}' }, 'not a record'],
    [{ body: '{"data":[{"name":"Ada"}]}' }, 'neither `id` nor `email`'],
  ])('%j is unknown', async (answer, text) => {
    expect(await look({ source: ENDPOINT }, answer)).toEqual(why(text));
  });
});

describe('a command', () => {
  const source = (command: string) => ({ kind: 'command', command, list: '' }) as const;

  it('prints JSON', async () => {
    const command = `echo '[{"id":"1","email":"ada@acme.example"}]'`;
    expect(await look({ source: source(command) })).toMatchObject({
      accounts: [{ id: '1', email: 'ada@acme.example' }],
    });
  });

  it('that prints nothing lists nobody', async () => {
    expect(await look({ source: source('true') })).toEqual({ kind: 'accounts', accounts: [] });
  });

  it('that fails says why', async () => {
    const command = 'echo "no such table" >&2; exit 3';
    expect(await look({ source: source(command) })).toEqual(
      why('ended with status 3: no such table'),
    );
  });
});

describe('CSV', () => {
  const TEXT =
    '\uFEFFid;E-Mail;Name;active\r\n1;ada@acme.example;"Lovelace; Ada";TRUE\r\n\r\n2;b@acme.example;"He said ""hi""";false\r\n';
  const fields = { id: 'id', email: 'E-Mail', displayName: 'Name', active: 'active' };
  const SEEN = [
    { id: '1', email: 'ada@acme.example', displayName: 'Lovelace; Ada', active: true },
    { id: '2', email: 'b@acme.example', displayName: 'He said "hi"', active: false },
  ];

  it('of a file', async () => {
    const file = join(folder, 'users.csv');
    await writeFile(file, TEXT);
    const source = { kind: 'csv', file, separator: ';' } as const;
    expect(await look({ source, fields })).toMatchObject({ accounts: SEEN });
  });

  it('of a command, with the columns as they are named', async () => {
    const command = `printf 'email,role\\nada@acme.example,admin\\n'`;
    const source = { kind: 'csv-command', command, separator: ',' } as const;
    expect(await look({ source })).toEqual({
      kind: 'accounts',
      accounts: [{ id: 'ada@acme.example', email: 'ada@acme.example', role: 'admin' }],
      fields: ['id', 'email', 'role'],
    });
  });

  it.each([
    ['"unclosed\n', 'is no CSV'],
    ['a,b\n1\n', 'is no CSV'],
  ])('%j is unknown', async (text, reason) => {
    const file = join(folder, 'broken.csv');
    await writeFile(file, text);
    const source = { kind: 'csv', file, separator: ',' } as const;
    expect(await look({ source })).toEqual(why(reason));
  });

  it('of a file that is not there is unknown', async () => {
    const source = { kind: 'csv', file: join(folder, 'none.csv'), separator: ',' } as const;
    expect(await look({ source })).toEqual(why('cannot be read'));
  });
});

describe('a page', () => {
  const body = `<table><tr><th>E-mail</th></tr>
    <tr class=user><td>ada@acme.example</td><td> Ada <i>King</i> </td><td></td></tr>
    <tr class=user><td>b@acme.example</td><td>B</td></tr></table>`;
  const source = { kind: 'page', url: 'https://app.example/admin', rows: 'tr.user' } as const;

  it('has an account in each row', async () => {
    const fields = {
      email: 'td',
      displayName: 'td:nth-child(2)',
      role: ':scope > td:nth-child(3)',
    };
    expect(await look({ source, fields }, { body })).toEqual({
      kind: 'accounts',
      accounts: [
        { id: 'ada@acme.example', email: 'ada@acme.example', displayName: 'Ada King', role: '' },
        { id: 'b@acme.example', email: 'b@acme.example', displayName: 'B' },
      ],
      fields: ['id', 'email', 'displayName', 'role'],
    });
  });

  it('may have nothing but the row itself', async () => {
    const list = '<ul><li>ada@acme.example</li></ul>';
    const rows = { ...source, rows: 'li' };
    const seen = await look({ source: rows, fields: { email: ':scope' } }, { body: list });
    expect(seen).toMatchObject({ accounts: [{ email: 'ada@acme.example' }] });
  });

  it('needs to know where the fields are', async () => {
    expect(await look({ source }, { body })).toEqual(why('`fields`'));
  });
});

describe('a function', () => {
  class Model {
    #email = 'ada@acme.example';
    role = 'admin';
    readonly since = new Date(0);
    get email(): string {
      return this.#email;
    }
  }

  it.each<[string, unknown, Record<string, unknown>]>([
    ['plain records', [{ email: 'ada@acme.example', role: 'admin' }], {}],
    ['the values of a Map', new Map([['x', { email: 'ada@acme.example', role: 'admin' }]]), {}],
    [
      'a Map as a record',
      [
        new Map([
          ['email', 'ada@acme.example'],
          ['role', 'admin'],
        ]),
      ],
      {},
    ],
    ['instances with getters', [new Model()], { since: '1970-01-01T00:00:00.000Z' }],
    [
      'models with toJSON',
      [{ dirty: true, toJSON: () => ({ email: 'ada@acme.example', role: 'admin', id: 7n }) }],
      { id: '7' },
    ],
    [
      'sets',
      new Set([{ email: 'ada@acme.example', role: 'admin', groups: new Set(['a']) }]),
      { groups: ['a'] },
    ],
  ])('lists %s', async (_name, listed, more) => {
    const seen = await functionLook(() => listed as Iterable<AppAccount>)();
    expect(seen).toMatchObject({
      kind: 'accounts',
      accounts: [{ id: 'ada@acme.example', email: 'ada@acme.example', role: 'admin', ...more }],
    });
  });

  it('is not followed by what the app does later', async () => {
    const user = { email: 'ada@acme.example', groups: ['a'] };
    const seen = await functionLook(() => [user])();
    user.email = 'changed';
    user.groups.push('b');
    expect(seen).toMatchObject({ accounts: [{ email: 'ada@acme.example', groups: ['a'] }] });
  });

  it('knows of a field that is there and empty', async () => {
    const seen = await functionLook(() => [{ email: 'a@acme.example', role: undefined }])();
    expect(seen).toMatchObject({ fields: ['id', 'email', 'role'] });
  });

  it.each<[() => unknown, string]>([
    [() => undefined, 'no list'],
    [() => ({ ada: {} }), 'no list'],
    [() => Promise.reject(new Error('database is locked')), 'database is locked'],
    [() => ['ada'], 'not a record'],
  ])('%s is unknown', async (list, text) => {
    expect(await functionLook(list as () => Iterable<AppAccount>)()).toEqual(why(text));
  });
});
