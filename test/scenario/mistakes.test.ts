import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { formatProblem } from '../../src/scenario/format-problem.js';
import { loadProfile } from '../../src/scenario/load-profile.js';
import { loadScenario } from '../../src/scenario/load.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

const FOLDER = new URL('./data/mistakes/', import.meta.url);

function thrownBy(work: () => unknown): ScenarioError {
  try {
    work();
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('files with many mistakes', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

  it.each(names)('%s is explained as its .err says', async (file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    const load = file.startsWith('profile') ? loadProfile : loadScenario;
    const error = thrownBy(() => load(text, { file }));
    const report = error.problems.map((problem) => formatProblem(problem, text)).join('\n\n');
    const golden = new URL(file.replace('.yaml', '.err'), FOLDER);
    await expect(`${report}\n`).toMatchFileSnapshot(golden.pathname);
  });
});

const TOP =
  'scenario: a story\nidp: okta\nsp: proof\nusers:\n  ada: { email: a@b.example }\nsteps:\n';
const LOGIN = '  - login: ada\n';

/** What is wrong, the text, then code, line and column, and what the message and the advice must contain. */
const MISTAKES: readonly (readonly [string, string, string, string, string, string])[] = [
  ['an unknown key', `${TOP}${LOGIN}stepz: 1\n`, 'key-unknown', '8:1', '"stepz"', 'steps'],
  [
    'a misspelt verb',
    `${TOP}  - logn: ada\n`,
    'key-unknown',
    '7:5',
    'unknown step "logn"',
    'Did you mean "login"?',
  ],
  [
    'two verbs',
    `${TOP}${LOGIN}    update: ada\n`,
    'scenario-invalid',
    '8:5',
    'login and update',
    '- update:',
  ],
  ['no verb', `${TOP}  - start: idp\n`, 'scenario-invalid', '7:5', 'no verb', 'login, attack'],
  ['a step of one word', `${TOP}  - login\n`, 'scenario-invalid', '7:5', 'a map', '- login: ada'],
  [
    'a key of another verb',
    `${TOP}  - suspend: ada\n    hold: x\n`,
    'key-unknown',
    '8:5',
    '"suspend" has no "hold"; "login" has',
    'note',
  ],
  [
    'expect where nothing is seen',
    `${TOP}  - suspend: ada\n    expect: { accounts: 1 }\n`,
    'key-unknown',
    '8:5',
    '"suspend" has no "expect"',
    'a step of its own',
  ],
  [
    'an unknown user',
    `${TOP}  - login: aada\n`,
    'user-unknown',
    '7:12',
    'no user "aada"',
    'Did you mean "ada"?',
  ],
  [
    'a user who is hired later',
    `${TOP}  - login: grace\n  - hire: grace\n    user: { email: g@b.example }\n`,
    'user-unknown',
    '7:12',
    'no user "grace" yet',
    'Step 2 hires "grace"',
  ],
  [
    'a user who exists already',
    `${TOP}  - hire: ada\n    user: { email: g@b.example }\n`,
    'user-exists',
    '7:11',
    '"ada" exists',
    'another handle',
  ],
  [
    'an expected user nobody knows',
    `${TOP}${LOGIN}    expect: { accounts: { orphans: [adda] } }\n`,
    'user-unknown',
    '8:37',
    '"adda"',
    'Did you mean "ada"?',
  ],
  [
    'an envelope nobody held',
    `${TOP}${LOGIN}    hold: envelope\n  - deliver: envelop\n`,
    'value-invalid',
    '9:14',
    '"envelop"',
    'Did you mean "envelope"?',
  ],
  [
    'a delivery with nothing held at all',
    `${TOP}  - deliver: x\n`,
    'value-invalid',
    '7:14',
    'nothing was held',
    'hold: x',
  ],
  [
    'a replay of nothing',
    `${TOP}  - replay: ada\n`,
    'value-invalid',
    '7:13',
    'not logged in before',
    'put a login before it',
  ],
  [
    'a number for a text',
    `${TOP.replace('a story', '42')}${LOGIN}`,
    'value-invalid',
    '1:11',
    '"scenario" must be text, not 42',
    'Put it in quotes: "42".',
  ],
  [
    'a wrong choice',
    `${TOP}${LOGIN}    start: ipd\n`,
    'value-invalid',
    '8:12',
    '"ipd" is not a value of "start"',
    'sp, idp',
  ],
  [
    'a duration in words',
    `${TOP}  - advance: ten minutes\n`,
    'value-invalid',
    '7:14',
    '"ten minutes"',
    'For example: "10m"',
  ],
  [
    'a time that goes back',
    `${TOP}  - advance: -5m\n`,
    'value-invalid',
    '7:14',
    'does not go back',
    '10m',
  ],
  [
    'a time in words',
    `${TOP}  - advance: 5 minutes\n`,
    'value-invalid',
    '7:14',
    '"5 minutes"',
    '10m',
  ],
  [
    'an instant without a zone',
    `clock: 2026-03-02T09:00:00\n${TOP}${LOGIN}`,
    'value-invalid',
    '1:8',
    '"clock"',
    '2026-03-02T09:00:00Z',
  ],
  [
    'a missing e-mail',
    `${TOP.replace('email: a@b.example', 'lastName: B')}${LOGIN}`,
    'value-invalid',
    '5:3',
    'the key "email" is missing',
    'ada@acme.example',
  ],
  [
    'a missing key of a step',
    `${TOP}  - update: ada\n`,
    'value-invalid',
    '7:5',
    'the key "set" is missing',
    'What is new',
  ],
  ['no steps', TOP.replace('steps:\n', ''), 'value-invalid', '1:1', '"steps" is missing', 'order'],
  [
    'neither idp nor matrix',
    `${TOP.replace('idp: okta\n', '')}${LOGIN}`,
    'value-invalid',
    '1:1',
    '"idp" is missing',
    'idp: okta',
  ],
  [
    'idp twice',
    `${TOP}${LOGIN}matrix: { idp: [okta] }\n`,
    'scenario-invalid',
    '8:11',
    '"idp" stands',
    'Keep one',
  ],
  [
    'a contradiction',
    `${TOP}${LOGIN}    expect: { outcome: logged-in, reason: user-deactivated }\n`,
    'value-invalid',
    '8:43',
    'cannot be the reason of "logged-in"',
    'refused-by-idp',
  ],
  [
    'a reason of the other side',
    `${TOP}${LOGIN}    expect: { outcome: refused-by-idp, reason: signature-invalid }\n`,
    'value-invalid',
    '8:48',
    '"signature-invalid"',
    'refused-by-sp',
  ],
  [
    'a planned verb',
    `${TOP}  - reconcile: ada\n`,
    'not-supported',
    '7:5',
    '"reconcile" is not supported yet',
    'take it out',
  ],
  [
    'a logout of somebody who is not in',
    `${TOP}  - logout: ada\n`,
    'value-invalid',
    '7:13',
    '"ada" has not logged in before this step',
    'A logout ends a session',
  ],
  [
    'neither profile nor target',
    `${TOP.replace('sp: proof', 'sp: { plan: x }')}${LOGIN}`,
    'value-invalid',
    '3:1',
    'the key "profile" is missing',
    'proof',
  ],
  [
    'a misspelt target',
    `${TOP.replace('sp: proof', 'sp: { profile: proof, targt: app }')}${LOGIN}`,
    'key-unknown',
    '3:23',
    'unknown key "targt"',
    'Did you mean "target"?',
  ],
  [
    'a key twice',
    `${TOP}${LOGIN}sp: proof\n`,
    'yaml-invalid',
    '8:1',
    '"sp" stands twice',
    'Keep one',
  ],
  ['a tab', `${TOP}\t- login: ada\n`, 'yaml-invalid', '7:1', 'Tabs', 'spaces'],
  [
    'a second document',
    `${TOP}${LOGIN}---\nx: 1\n`,
    'yaml-invalid',
    '8:1',
    'multiple documents',
    'One file is one story',
  ],
  ['an unknown tag', `${TOP}  - !js ada\n`, 'yaml-invalid', '7:5', '!js', ''],
  ['an empty file', '# nothing\n', 'yaml-invalid', '1:1', 'empty', ''],
];

describe('each mistake', () => {
  it.each(MISTAKES)('%s is placed and explained', (...[, text, code, place, message, advice]) => {
    const error = thrownBy(() => loadScenario(text, { file: 'story.yaml' }));
    const { problems } = error;
    const [line, column] = place.split(':').map(Number);
    const problem = problems.find(({ at }) => at?.line === line && at?.column === column);
    expect(
      problem?.at,
      problems.map((each) => `${each.at?.line ?? 0}:${each.at?.column ?? 0}`).join(),
    ).toEqual({ file: 'story.yaml', line, column });
    const found = problems.filter((each) => each.code === code && each.at?.line === line);
    expect(found.map((each) => each.message).join('\n')).toContain(message);
    expect(found.map((each) => each.fix ?? '').join('\n')).toContain(advice);
    expect(found.every((each) => each instanceof UserError)).toBe(true);
  });

  it('is the only one reported when it is alone', () => {
    const alone = MISTAKES.filter(([name]) => !name.startsWith('neither'));
    const counts = alone.map(([name, text]) => {
      const error = thrownBy(() => loadScenario(text, { file: 'story.yaml' }));
      return [name, error.problems.length];
    });
    expect(counts).toEqual(alone.map(([name]) => [name, 1]));
  });
});

describe('a ScenarioError', () => {
  it('is a UserError that speaks for the first problem and counts the others', () => {
    const text = `${TOP}  - login: aada\n  - deliver: x\n`;
    const error = thrownBy(() => loadScenario(text, { file: 'story.yaml' }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.code).toBe('user-unknown');
    expect(error.at).toEqual({ file: 'story.yaml', line: 7, column: 12 });
    expect(error.message).toBe('there is no user "aada" (and 1 more)');
    expect(error.problems.map(({ code }) => code)).toEqual(['user-unknown', 'value-invalid']);
  });

  it('does not blame the steps after a step that is wrong itself', () => {
    const text = `${TOP}  - hire: grace\n    usr: {}\n  - login: grace\n    hold: x\n    stat: sp\n  - deliver: x\n  - replay: grace\n`;
    const error = thrownBy(() => loadScenario(text, { file: 'story.yaml' }));
    expect(error.problems.map(({ message }) => message)).toEqual([
      'the key "user" is missing',
      'unknown key "usr" in "hire"',
      'unknown key "stat" in "login"',
    ]);
  });
});
