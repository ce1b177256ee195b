import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/scenario/load-profile.js';
import { loadScenario } from '../../src/scenario/load.js';
import { VERBS } from '../../src/scenario/schema/verbs.js';
import { varyProfile } from '../../src/scenario/vary-profile.js';

const TOP =
  'scenario: a story\nidp: okta\nsp: proof\nusers:\n  ada: { email: a@b.example }\nsteps:\n';

function stepsOf(steps: string): readonly object[] {
  return loadScenario(TOP + steps, { file: 'story.yaml' }).steps;
}

describe('loadScenario', () => {
  it('fills in the defaults', () => {
    const scenario = loadScenario(`${TOP}  - login: ada\n`, { file: 'a/story.yaml' });
    expect(scenario).toEqual({
      locate: expect.any(Function) as unknown,
      id: 'story',
      file: 'a/story.yaml',
      title: 'a story',
      tags: [],
      references: [],
      idp: { vendor: 'okta' },
      sp: { profile: 'proof' },
      matrix: {},
      users: { ada: { email: 'a@b.example' } },
      groups: {},
      steps: [{ index: 0, verb: 'login', user: 'ada', start: 'sp', binding: 'redirect' }],
    });
  });

  it.each([
    ['/x/scenarios/lifecycle/first-login.yaml', undefined, 'lifecycle/first-login'],
    ['scenarios\\lifecycle\\first-login.yml', undefined, 'lifecycle/first-login'],
    ['somewhere/mine.yaml', undefined, 'mine'],
    ['somewhere/mine.yaml', 'other', 'other'],
  ])('names %s (%s) %s', (file, id, expected) => {
    const options = id === undefined ? { file } : { file, id };
    expect(loadScenario(`${TOP}  - login: ada\n`, options).id).toBe(expected);
  });

  it('reads shorthands as what they stand for', () => {
    const text = `scenario: a story
matrix:
  idp: [entra, { vendor: okta, tenant: acme, app: { label: Proof } }]
  sp: [proof, { profile: proof, session: { lifetime: 1h30m }, consumption: { maxAuthnAge: 2h } }]
clock: 2026-03-02T10:00:00+01:00
users:
  ada: { email: a@b.example, groups: Legal, roles: Admin, attributes: { team: blue } }
groups: [Legal, Payroll]
steps: [{ expect: { accounts: 0 } }]
`;
    const scenario = loadScenario(text, { file: 'story.yaml' });
    expect(scenario.idp).toEqual({ vendor: 'entra' });
    expect(scenario.matrix.idp?.[1]).toEqual({
      vendor: 'okta',
      tenant: 'acme',
      app: { label: 'Proof' },
    });
    expect(scenario.sp).toEqual({ profile: 'proof' });
    expect(scenario.matrix.sp?.[1]).toEqual({
      profile: 'proof',
      session: { lifetime: 5_400_000 },
      consumption: { maxAuthnAge: 7_200_000 },
    });
    expect(scenario.clock).toBe(Date.parse('2026-03-02T09:00:00Z'));
    expect(scenario.users['ada']).toEqual({
      email: 'a@b.example',
      groups: ['Legal'],
      roles: ['Admin'],
      attributes: { team: ['blue'] },
    });
    expect(scenario.groups).toEqual({ Legal: {}, Payroll: {} });
    expect(scenario.steps[0]?.expect).toEqual({ accounts: { count: 0 } });
  });

  it.each([
    ['{ target: my-app }', { target: 'my-app', profile: 'jit-update' }],
    ['{ target: my-app, profile: proof }', { target: 'my-app', profile: 'proof' }],
    [
      '{ target: a, jit: { key: email } }',
      { target: 'a', profile: 'jit-update', jit: { key: 'email' } },
    ],
  ])('reads sp: %s', (written, settings) => {
    const text = `${TOP.replace('sp: proof', `sp: ${written}`)}  - login: ada\n`;
    expect(loadScenario(text, { file: 'story.yaml' }).sp).toEqual(settings);
  });

  it('reads groups as a map', () => {
    const text = `${TOP}  - login: ada\ngroups: { Legal: , Big: { count: 151 }, Fixed: { id: x } }\n`;
    const { groups } = loadScenario(text, { file: 'story.yaml' });
    expect(groups).toEqual({ Legal: {}, Big: { count: 151 }, Fixed: { id: 'x' } });
  });

  it.each([
    ['  - rotate-keys:\n', false],
    ['  - rotate-keys:\n    overlap: true\n', true],
    ['  - rotate-keys: { overlap: true }\n', true],
    ['  - rotate-keys: {}\n', false],
  ])('reads %j with overlap %s', (steps, overlap) => {
    expect(stepsOf(steps)).toEqual([{ index: 0, verb: 'rotate-keys', overlap }]);
  });

  it('reads every verb', () => {
    const steps = `
  - { login: ada, hold: e, start: idp, relayState: /x, forceAuthn: true, note: held }
  - { deliver: e, expect: { session: none } }
  - { replay: ada, as: other-browser }
  - visit: ada
  - advance: 1m30s
  - rotate-keys:
  - expect: { accounts: { handles: [ada] } }
  - { hire: grace, user: { email: g@b.example } }
  - { update: ada, set: { lastName: L, roles: Admin } }
  - { rename: ada, set: { email: l@b.example } }
  - { join: ada, groups: Legal }
  - { leave: ada, groups: [Legal] }
  - { rehire: ada }
${Object.keys(VERBS)
  .filter((verb) => VERBS_OF_STATE.includes(verb))
  .map((verb) => `  - ${verb}: ada`)
  .join('\n')}
  - { logout: ada, start: idp }
  - { attack: sig-none, by: ada, victim: ada }
`;
    const read = stepsOf(steps) as readonly { verb: string; index: number }[];
    expect(read.map(({ index }) => index)).toEqual(read.map((_, index) => index));
    expect(new Set(read.map(({ verb }) => verb))).toEqual(new Set(Object.keys(VERBS)));
    expect(read[0]).toEqual({
      index: 0,
      verb: 'login',
      user: 'ada',
      start: 'idp',
      binding: 'redirect',
      relayState: '/x',
      forceAuthn: true,
      hold: 'e',
      note: 'held',
    });
    expect(read[2]).toMatchObject({ user: 'ada', as: 'other-browser' });
    expect(read[4]).toMatchObject({ milliseconds: 90_000 });
    expect(read[7]).toMatchObject({ user: 'grace', seed: { email: 'g@b.example' } });
    expect(read[8]).toMatchObject({ user: 'ada', set: { lastName: 'L', roles: ['Admin'] } });
    expect(read[10]).toMatchObject({ user: 'ada', groups: ['Legal'] });
    expect(read[12]).toMatchObject({ user: 'ada', set: {} });
    expect(read[13]).toEqual({ index: 13, verb: VERBS_OF_STATE[0], user: 'ada' });
  });

  it('knows where every part stands', () => {
    const text = `${TOP}  - login: ada\n    expect:\n      account: { lastName: Byron }\n`;
    const scenario = loadScenario(text, { file: 'story.yaml' });
    const at = (path: (string | number)[], part?: 'key' | 'value'): string => {
      const { line, column } = scenario.locate(path, part);
      return `${line}:${column}`;
    };
    expect(at(['steps', 0])).toBe('7:5');
    expect(at(['steps', 0, 'login'])).toBe('7:12');
    expect(at(['steps', 0, 'login'], 'key')).toBe('7:5');
    expect(at(['steps', 0, 'expect'])).toBe('8:5');
    expect(at(['steps', 0, 'expect', 'account'])).toBe('9:16');
    expect(at(['steps', 0, 'expect', 'account', 'lastName'])).toBe('9:28');
    expect(at(['steps', 0, 'expect', 'account', 'lastName'], 'key')).toBe('9:18');
    expect(at(['steps', 0, 'expect', 'account', 'nothing'])).toBe('9:7');
    expect(at(['steps', 7])).toBe('6:1');
    expect(at(['idp', 'app', 'label'])).toBe('2:1');
    expect(at([])).toBe('1:1');
  });

  it('counts lines and columns behind a byte order mark, CRLF and aliases', () => {
    const text = `\uFEFFscenario: a\r\nidp: okta\r\nsp: proof\r\nusers:\r\n  ada: &u { email: a@b.example }\r\n  bob: *u\r\nsteps:\r\n  - login: bib\r\n`;
    expect(() => loadScenario(text, { file: 's.yaml' })).toThrow(
      expect.objectContaining({ at: { file: 's.yaml', line: 8, column: 12 } }),
    );
  });

  it('does not follow anchors without end', () => {
    const bomb = Array.from({ length: 12 }, (_, at) =>
      at === 0 ? 'a0: &a0 [x, x]' : `a${at}: &a${at} [*a${at - 1}, *a${at - 1}, *a${at - 1}]`,
    ).join('\n');
    expect(() => loadScenario(`${bomb}\n`, { file: 's.yaml' })).toThrow(
      expect.objectContaining({ code: 'yaml-invalid' }),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('is not fooled by %s', (name) => {
    expect(() => stepsOf(`  - ${name}: ada\n`)).toThrow(
      expect.objectContaining({ code: 'key-unknown' }),
    );
    expect(() => stepsOf(`  - login: ${name}\n`)).toThrow(
      expect.objectContaining({ at: { file: 'story.yaml', line: 7, column: 12 } }),
    );
  });

  it('refuses text that is nested without end', () => {
    expect(() => loadScenario('['.repeat(100_000), { file: 's.yaml' })).toThrow(
      expect.objectContaining({ code: 'yaml-invalid' }),
    );
  });
});

const VERBS_OF_STATE = [
  ...['assign', 'unassign', 'activate', 'suspend', 'unsuspend', 'lock', 'unlock'],
  ...['expire-password', 'reset-password', 'deactivate', 'reactivate', 'delete', 'restore'],
];

describe('the stories that come with Standin', () => {
  const folder = 'scenarios/lifecycle';
  const stories = readdirSync(folder).map((name) => {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    return { file, text, story: loadScenario(text, { file }) };
  });

  it('have titles of their own, say why they matter, and stand still in time', () => {
    expect(new Set(stories.map(({ story }) => story.title)).size).toBe(stories.length);
    const silent = stories.filter(
      ({ story, text }) =>
        story.description === undefined ||
        story.tags.length === 0 ||
        story.clock === undefined ||
        !text.startsWith('# yaml-language-server: $schema=../../schema/scenario.schema.json\n'),
    );
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('say of every login how it ends, unless it is held', () => {
    const vague = stories.flatMap(({ file, story }) =>
      story.steps
        .filter((step) => ['login', 'deliver', 'replay', 'visit'].includes(step.verb))
        .filter((step) => !('hold' in step) && step.expect?.outcome === undefined)
        .map((step) => `${file}: step ${step.index + 1} (${step.verb})`),
    );
    expect(vague).toEqual([]);
  });

  it('name the reason of every refusal', () => {
    const vague = stories.flatMap(({ file, story }) =>
      story.steps
        .filter(({ expect: promised }) => promised?.outcome?.startsWith('refused') === true)
        .filter(({ expect: promised }) => promised?.reason === undefined)
        .map((step) => `${file}: step ${step.index + 1}`),
    );
    expect(vague).toEqual([]);
  });
});

describe('varyProfile', () => {
  const file = 'scenarios/profiles/proof.yaml';
  const proof = loadProfile(readFileSync(file, 'utf8'), { file });

  it('leaves alone what the story leaves alone', () => {
    expect(varyProfile(proof, { profile: 'proof' })).toEqual(proof);
  });

  it('puts the story on top, rule by rule', () => {
    const varied = varyProfile(proof, {
      profile: 'proof',
      plan: 'business',
      domains: [],
      idps: 'any',
      jit: { update: 'all' },
      session: { lifetime: 1 },
      consumption: { maxAuthnAge: 2 },
    });
    expect(varied).toEqual({
      ...proof,
      plan: { required: 'command-center', current: 'business' },
      domains: [],
      idps: 'any',
      jit: { ...proof.jit, update: 'all' },
      session: { ...proof.session, lifetime: 1 },
      consumption: { ...proof.consumption, maxAuthnAge: 2 },
    });
  });
});
