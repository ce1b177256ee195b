import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/scenario/load-config.js';
import type { TargetConfig } from '../../src/scenario/target-config.js';

const FILE = '/srv/app/standin.config.yaml';
type Env = Readonly<Record<string, string | undefined>>;

const TOP = 'targets:\n  my-app:\n    url: http://localhost:3000/base\n    start: /login\n';

/** The one target of a configuration: the least there is, and these lines. */
function target(lines: string, env: Env = {}): TargetConfig {
  const text = `${TOP}${lines.replace(/^/gm, '    ')}\n`;
  const { targets } = loadConfig(text, { file: FILE, env });
  const found = targets['my-app'];
  if (found === undefined) throw new Error('the target is missing');
  return found;
}

describe('loadConfig', () => {
  it('fills in the defaults', () => {
    const config = loadConfig(TOP, { file: FILE, env: {} });
    expect(config).toEqual({
      file: FILE,
      locate: expect.any(Function) as unknown,
      targets: {
        'my-app': {
          name: 'my-app',
          folder: '/srv/app',
          url: 'http://localhost:3000/base',
          start: { url: 'http://localhost:3000/login' },
          idps: ['okta'],
          application: 'app',
          headers: {},
          timeout: 10_000,
          origins: [],
        },
      },
    });
  });

  it('knows where every part stands', () => {
    const config = loadConfig(TOP, { file: FILE, env: {} });
    const start = ['targets', 'my-app', 'start'];
    expect(config.locate(start)).toEqual({ file: FILE, line: 4, column: 12 });
    expect(config.locate(start, 'key')).toMatchObject({ line: 4, column: 5 });
    expect(config.locate([...start.slice(0, 2), 'session'])).toMatchObject({ line: 2, column: 3 });
  });

  it('reads several targets, and shares by anchors', () => {
    const text = `targets:
  one: &one { url: http://a.example, start: /login }
  two: *one
  Third.app-1: { url: http://b.example/, start: { url: 'https://c.example/in' } }
`;
    const { targets } = loadConfig(text, { file: FILE, env: {} });
    const starts = Object.values(targets).map(({ name, start }) => [name, start.url]);
    expect(starts).toEqual([
      ['one', 'http://a.example/login'],
      ['two', 'http://a.example/login'],
      ['Third.app-1', 'https://c.example/in'],
    ]);
  });

  it('reads every key', () => {
    const read = target(`entityId: urn:my-app
acs: /saml/acs
idps: [entra, generic]
tenant: umbrella
application: Portal
profile: { profile: jit-create, session: { lifetime: 1h } }
logout: https://id.example/logout
headers: { x-test: 1, authorization: Bearer x }
tls: { ca: ca.pem, insecure: false }
timeout: 1m30s
rate: 90/m
origins: ['https://ID.example:443/', 'http://127.0.0.1:8080']`);
    expect(read).toMatchObject({
      entityId: 'urn:my-app',
      acs: 'http://localhost:3000/saml/acs',
      idps: ['entra', 'generic'],
      tenant: 'umbrella',
      application: 'Portal',
      profile: { profile: 'jit-create', session: { lifetime: 3_600_000 } },
      logout: 'https://id.example/logout',
      headers: { 'x-test': '1', authorization: 'Bearer x' },
      tls: { ca: '/srv/app/ca.pem', insecure: false },
      timeout: 90_000,
      rate: 1.5,
      origins: ['https://id.example', 'http://127.0.0.1:8080'],
    });
  });

  it.each(readdirSync('examples'))('loads what examples/%s configures', (name) => {
    const folder = `examples/${name}`;
    const files = readdirSync(folder).filter((each) => each === 'standin.config.yaml');
    const loaded = files.map((each) =>
      loadConfig(readFileSync(`${folder}/${each}`, 'utf8'), { file: each, env: {} }),
    );
    expect(loaded.every(({ targets }) => Object.keys(targets).length > 0)).toBe(true);
  });
});

describe('addresses and files', () => {
  it.each([
    ['/login', 'http://localhost:3000/login'],
    ['login', 'http://localhost:3000/base/login'],
    ['?as=x', 'http://localhost:3000/base/?as=x'],
    ['https://other.example', 'https://other.example/'],
    ['/l/{email}?d={domain}&i={idp}', 'http://localhost:3000/l/{email}?d={domain}&i={idp}'],
    ['/%7Bkept%7D', 'http://localhost:3000/{kept}'],
  ])('logout: %s is %s', (address, url) => {
    expect(target(`logout: '${address}'`).logout).toBe(url);
  });

  it.each([
    ['ca.pem', '/srv/app/ca.pem'],
    ['./tls/../ca.pem', '/srv/app/ca.pem'],
    ['../../ca.pem', '/ca.pem'],
    ['../../../../ca.pem', '/ca.pem'],
    ['/etc/ca.pem', '/etc/ca.pem'],
    ['C:\\ca.pem', 'C:\\ca.pem'],
  ])('tls.ca: %s is %s', (name, file) => {
    expect(target(`tls: { ca: '${name}' }`).tls?.ca).toBe(file);
  });

  it('files of a configuration without a folder stay relative', () => {
    const { targets } = loadConfig(`${TOP}    tls: { ca: ./x/ca.pem }\n`, {
      file: 'standin.config.yaml',
      env: {},
    });
    expect(targets['my-app']?.tls?.ca).toBe('x/ca.pem');
    expect(targets['my-app']).not.toHaveProperty('folder');
  });

  it.each([
    ['/saml/metadata', 'http://localhost:3000/saml/metadata'],
    ['https://x.example/m', 'https://x.example/m'],
    ['./m.xml', '/srv/app/m.xml'],
    ['m.xml', '/srv/app/m.xml'],
    ['{ url: m }', 'http://localhost:3000/base/m'],
    ['{ file: /m.xml }', '/m.xml'],
  ])('metadata: %s is %s', (written, found) => {
    expect(target(`metadata: ${written}`).metadata).toBe(found);
  });
});

describe('how to look', () => {
  it.each([
    ['/me', 'http://localhost:3000/me'],
    ['{ url: me }', 'http://localhost:3000/base/me'],
  ])('session: %s tries the usual places', (written, url) => {
    expect(target(`session: ${written}`).session).toEqual({
      url,
      email: [{ json: '/email' }, { json: '/user/email' }],
      nameId: [
        { json: '/nameId' },
        { json: '/nameID' },
        { json: '/user/nameId' },
        { json: '/user/nameID' },
      ],
      anonymous: [401, 403],
    });
  });

  it.each([
    ['email: /a~1b/0', { email: [{ json: '/a~1b/0' }] }],
    ['email: { json: "" }', { email: [{ json: '' }] }],
    [
      'accountId: [/id, { css: "#me", attribute: data-id }, { header: x-id }]',
      { accountId: [{ json: '/id' }, { css: '#me', attribute: 'data-id' }, { header: 'x-id' }] },
    ],
  ])('session: { url: /me, %s } tries nothing else', (written, places) => {
    const { session } = target(`session: { url: /me, ${written} }`);
    expect(session).toEqual({ url: 'http://localhost:3000/me', ...places, anonymous: [401, 403] });
  });

  it.each([
    ['404', [404]],
    ['[401, 404]', [401, 404]],
    ['[]', []],
  ])('anonymous: %s', (written, statuses) => {
    expect(target(`session: { url: /, anonymous: ${written} }`).session?.anonymous).toEqual(
      statuses,
    );
  });

  it.each([
    ['/users', { source: { kind: 'json', url: 'http://localhost:3000/users', list: '' } }],
    [
      '{ url: users, list: /items, fields: { id: /uuid } }',
      {
        source: { kind: 'json', url: 'http://localhost:3000/base/users', list: '/items' },
        fields: { id: '/uuid' },
      },
    ],
    ['{ command: ls, list: /x }', { source: { kind: 'command', command: 'ls', list: '/x' } }],
    [
      '{ csv: u.csv, separator: "\\t", fields: { email: E-mail } }',
      {
        source: { kind: 'csv', file: '/srv/app/u.csv', separator: '\t' },
        fields: { email: 'E-mail' },
      },
    ],
    [
      '{ csv-command: ./export }',
      { source: { kind: 'csv-command', command: './export', separator: ',' } },
    ],
    [
      "{ page: { url: /admin, rows: tr, login: { url: in, fill: { '#p': '${PW}' }, click: b } } }",
      {
        source: {
          kind: 'page',
          url: 'http://localhost:3000/admin',
          rows: 'tr',
          login: { url: 'http://localhost:3000/base/in', fill: { '#p': 'secret' }, click: 'b' },
        },
      },
    ],
  ])('accounts: %s', (written, accounts) => {
    expect(target(`accounts: ${written}`, { PW: 'secret' }).accounts).toEqual(accounts);
  });
});

describe('what to do', () => {
  const url = 'http://localhost:3000/x';

  it.each([
    ['POST /x', { kind: 'request', method: 'POST', url, headers: {} }],
    ['{ url: /x, method: DELETE }', { kind: 'request', method: 'DELETE', url, headers: {} }],
    [
      "{ url: /x, json: { a: ['{now}', 1, null] } }",
      {
        kind: 'request',
        method: 'POST',
        url,
        headers: {},
        body: { type: 'application/json', text: '{"a":["{now}",1,null]}' },
      },
    ],
    [
      "{ url: /x, form: { 'a b': '{now}&', n: 1, t: true } }",
      {
        kind: 'request',
        method: 'POST',
        url,
        headers: {},
        body: { type: 'application/x-www-form-urlencoded', text: 'a+b={now}%26&n=1&t=true' },
      },
    ],
    [
      "{ url: /x, text: '{now}', headers: { Content-Type: text/x, b: c } }",
      {
        kind: 'request',
        method: 'POST',
        url,
        headers: { b: 'c' },
        body: { type: 'text/x', text: '{now}' },
      },
    ],
    ["{ command: 'date -s {now}' }", { kind: 'command', command: 'date -s {now}' }],
  ])('clock: %s', (written, action) => {
    expect(target(`clock: ${written}`).clock).toEqual(action);
  });

  it('trust: may be a file', () => {
    expect(target('trust: { file: ./idp.xml }').trust).toEqual({
      kind: 'file',
      file: '/srv/app/idp.xml',
    });
  });

  it.each([
    ['npm start', { start: 'npm start', ready: 'http://localhost:3000/base', folder: '/srv/app' }],
    [
      '{ start: ./run, ready: ok, folder: ../x, env: { PORT: 1 }, timeout: 5s }',
      {
        start: './run',
        ready: 'http://localhost:3000/base/ok',
        folder: '/srv/x',
        env: { PORT: '1' },
        timeout: 5_000,
      },
    ],
  ])('command: %s', (written, command) => {
    expect(target(`command: ${written}`).command).toEqual({
      env: {},
      timeout: 60_000,
      ...command,
    });
  });
});

describe('variables', () => {
  const env = { HOST: 'app.test', EMPTY: '' };

  it.each([
    ['http://${HOST}:1', 'http://app.test:1'],
    ['http://${NONE:-fallback}:1', 'http://fallback:1'],
    ['http://${EMPTY:-fallback}:1', 'http://fallback:1'],
    ['http://${HOST:-fallback}/${HOST}', 'http://app.test/app.test'],
    ['http://x/$HOST$${HOST}', 'http://x/$HOST$%7BHOST}'],
  ])('%s is %s', (written, found) => {
    const { headers } = target(`headers: { x: '${written}' }`, env);
    expect(headers['x']).toBe(found.replace('$%7B', '${'));
  });

  it('are filled in below lists, not in keys', () => {
    const read = target("idps: ['${V}']\nheaders: { x: y }", { V: 'entra' });
    expect(read.idps).toEqual(['entra']);
    expect(() => target("accounts: { url: /, fields: { '${V}': /x } }", { V: 'id' })).not.toThrow();
  });

  it('does not take what an object has by itself for a variable', () => {
    expect(() => target("headers: { x: '${toString}' }")).toThrow(
      expect.objectContaining({ code: 'environment-missing' }),
    );
  });
});
