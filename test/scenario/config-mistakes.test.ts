import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/scenario/load-config.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

const TOP = 'targets:\n  my-app:\n    url: http://localhost:3000\n    start: /login\n';

function mistakesOf(text: string): ScenarioError['problems'] {
  try {
    loadConfig(text, { file: 'c.yaml', env: { HOST: 'far.example', SECRET: 's3cret words' } });
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

/** One line of a target, then code, line and column, and what the message and the advice must contain. */
const LINES: readonly (readonly [string, string, string, string, string])[] = [
  ['strat: /x', 'key-unknown', '5:5', 'unknown key "strat"', 'Did you mean "start"?'],
  ['session: user.example:80', 'value-invalid', '5:14', '"session"', '/me'],
  ['session: { url: /me, email: user.email }', 'value-invalid', '5:33', '"email"', '/user/email'],
  ['session: { url: /me, mail: /x }', 'key-unknown', '5:26', '"mail"', '"email"'],
  ['session: { email: /x }', 'value-invalid', '5:5', 'the key "url" is missing', '/me'],
  ['session: { url: /, anonymous: 99 }', 'value-invalid', '5:35', 'at least 100', '401'],
  ['session: { url: /, email: [] }', 'value-invalid', '5:31', '"email" is empty', '/user/email'],
  [
    'session: { url: /, email: { css: a, header: b } }',
    'key-unknown',
    '5:41',
    '"header" does not go with "css"',
    'Take one',
  ],
  ['accounts: { command: ls, lst: /x }', 'key-unknown', '5:30', '"lst"', '"list"'],
  [
    'accounts: { url: /u, separator: ";" }',
    'key-unknown',
    '5:26',
    '"separator" does not go with "url"',
    'Take one',
  ],
  ['accounts: { csv: u.csv, separator: ab }', 'value-invalid', '5:40', '"separator"', ';'],
  ['accounts: { page: { url: /u } }', 'value-invalid', '5:17', '"rows" is missing', 'CSS'],
  ['accounts: { url: /, fields: { id: uuid } }', 'value-invalid', '5:39', '"uuid"', 'RFC 6901'],
  ['reset: PSOT /x', 'value-invalid', '5:12', '"PSOT /x"', 'POST /test/reset'],
  ['reset: { url: /x, json: {}, form: {} }', 'key-unknown', '5:33', '"form" does not', 'Take'],
  ['reset: { url: /x, method: HEAD }', 'value-invalid', '5:31', '"HEAD"', 'GET, POST'],
  ['reset: { url: ftp://x/ }', 'value-invalid', '5:19', '"ftp://x/"', '/test/reset'],
  ["clock: { url: '/{noww}' }", 'value-invalid', '5:19', '{noww}', 'Did you mean {now}?'],
  ["clock: { url: '/{email}' }", 'value-invalid', '5:19', '{email}', 'Use one of: {now}.'],
  ["reset: { command: 'x {now}' }", 'value-invalid', '5:23', '{now} is not', 'Nothing is.'],
  ["deprovision: { url: /, json: { a: ['{emial}'] } }", 'value-invalid', '5:40', '{emial}', ''],
  ['idps: okta', 'value-invalid', '5:11', '"idps" must be a list', '["okta","entra"]'],
  ['idps: [otka]', 'value-invalid', '5:12', '"otka" is not a value', 'Did you mean "okta"?'],
  ['idps: [oneloginn]', 'value-invalid', '5:12', '"oneloginn"', 'Did you mean "onelogin"?'],
  ['profile: { jit: { key: email } }', 'value-invalid', '5:5', '"profile" is missing', ''],
  ['profile: { profile: x, jit: { upd: 1 } }', 'key-unknown', '5:35', '"upd"', 'create, update'],
  ['profile: { target: x, profile: y }', 'key-unknown', '5:16', 'unknown key "target"', ''],
  ['rate: 5', 'value-invalid', '5:11', '"rate" must be text, not 5', '5/s'],
  ['rate: 0/s', 'value-invalid', '5:11', '"0/s"', '5/s'],
  ['timeout: 10', 'value-invalid', '5:14', 'must be text', '10s'],
  ['timeout: 0s', 'value-invalid', '5:14', '"0s"', '10s'],
  ['tls: { insecure: yes }', 'value-invalid', '5:22', 'true or false', 'this machine'],
  ['headers: { a b: c }', 'value-invalid', '5:16', '"a b" cannot be a name', ''],
  ['headers: { a: "b\\r\\nc: d" }', 'value-invalid', '5:19', '"a"', ''],
  ['origins: [https://x.example/path]', 'value-invalid', '5:15', '"origins"', 'scheme'],
  ['command: { start: [npm] }', 'value-invalid', '5:23', '"start" must be text', 'npm start'],
  ["headers: { a: '${NONE}' }", 'environment-missing', '5:19', 'NONE is not set', '${NONE:-'],
  ["acs: '${NONE}:80'", 'environment-missing', '5:10', 'NONE is not set', 'Set it'],
  ["acs: '/${a-b}'", 'value-invalid', '5:10', '"${a-b}" is not a variable', '$${'],
  ["acs: '/${a'", 'value-invalid', '5:10', '"${a" is not a variable', '$${'],
  ['metadata:', 'value-invalid', '5:5', 'nothing', '/saml/metadata'],
  [
    'clock: { url: /, form: { n: {now} } }',
    'value-invalid',
    '5:33',
    '"n"',
    'Put it in quotes: "{now}".',
  ],
  ['start: /again', 'yaml-invalid', '5:5', '"start" stands twice', 'Keep one'],
];

/** Whole files. */
const FILES: readonly (readonly [string, string, string, string, string])[] = [
  ['target: {}\n', 'key-unknown', '1:1', 'unknown key "target"', '"targets"'],
  ['targets: {}\n', 'value-invalid', '1:10', '"targets"', 'my-app'],
  ['targets: []\n', 'value-invalid', '1:10', '"targets" must be a map', 'my-app'],
  ['targets: { my app: {} }\n', 'value-invalid', '1:12', '"my app" cannot be a name', 'letter'],
  ['targets: { a: { start: /x } }\n', 'value-invalid', '1:12', '"url" is missing', 'localhost'],
  ['targets: { a: { url: /x, start: /x } }\n', 'value-invalid', '1:22', '"/x"', 'localhost'],
  ['- a\n', 'value-invalid', '1:1', 'must be a map', ''],
  ['# nothing\n', 'yaml-invalid', '1:1', 'empty', ''],
  ['targets: { a: /x/{email} }\n', 'yaml-invalid', '1:18', 'flow-map', 'quotes'],
  ['targets: {\n', 'yaml-invalid', '2:1', '', ''],
];

const ALL = [
  ...LINES.map(([line, ...rest]) => [line, `${TOP}    ${line}\n`, ...rest] as const),
  ...FILES.map(([text, ...rest]) => [text, text, ...rest] as const),
];

describe('each mistake of a configuration', () => {
  it.each(ALL)('%s is placed and explained', (...[, text, code, place, message, advice]) => {
    const problems = mistakesOf(text);
    const found = problems.find((each) => each.code === code && each.message.includes(message));
    const told = problems.map((each) => `${each.code} ${each.message} ${each.fix ?? ''}`);
    expect(found, told.join('\n')).toBeDefined();
    const { at, fix } = found ?? {};
    expect(`${at?.line ?? 0}:${at?.column ?? 0}`).toBe(place);
    expect(fix ?? '').toContain(advice);
  });

  it('is the only one reported when it is alone', () => {
    const alone = ALL.filter(([name]) => !/^targets?: \{(?:\}|\n| a: \/)/.test(name));
    const counts = alone.map(([name, text]) => [name, mistakesOf(text).length]);
    expect(counts).toEqual(alone.map(([name]) => [name, 1]));
  });

  it('is reported with all others, in the order of the file', () => {
    const text = `${TOP}    rate: 5\n    idps: okta\n  other: { start: '\${NONE}' }\n`;
    expect(mistakesOf(text).map(({ at }) => at?.line)).toEqual([5, 6, 7, 7]);
  });

  it('does not print what a variable holds', () => {
    const told = mistakesOf(`${TOP}    timeout: \${SECRET}\n`).map(({ message }) => message);
    expect(told).toEqual(['"${SECRET}" is not a value that "timeout" can have']);
  });
});

describe('unchecked certificates', () => {
  const insecure = (url: string, more = ''): string =>
    `targets:\n  a: { url: '${url}', start: /in, tls: { insecure: true }${more} }\n`;

  it.each([
    'https://localhost',
    'https://localhost.:8443',
    'https://app.localhost',
    'https://127.0.0.1',
    'https://127.1',
    'https://[::1]:8443',
    'https://0x7f.1',
  ])('are accepted of %s', (url) => {
    expect(mistakesOf(insecure(url))).toEqual([]);
  });

  it.each([
    ['https://far.example', ''],
    ['https://${HOST}', ''],
    ['https://localhost.evil.example', ''],
    ['https://127.0.0.1.example', ''],
    ['https://127.0.0.1@far.example', ''],
    ['https://localhost', ", session: 'https://far.example/me'"],
    ['https://localhost', ", reset: 'POST https://far.example/reset'"],
    ['https://localhost', ", command: { start: x, ready: 'https://far.example/' }"],
  ])('are not accepted of %s%s', (url, more) => {
    const [problem, ...others] = mistakesOf(insecure(url, more));
    expect(others).toEqual([]);
    expect(problem?.message).toMatch(
      /^"insecure" is for this machine only, and [\w.]+ is another$/,
    );
    expect(problem?.at?.column).toBe((insecure(url).split('\n')[1] ?? '').indexOf('true }') + 1);
    expect(problem?.fix).toContain('ca:');
  });
});
