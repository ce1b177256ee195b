import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import { writeScenario, type WrittenScenario } from '../../src/scenario/write-scenario.js';

const STORY: WrittenScenario = {
  title: 'Ada: comes, and goes # never a comment',
  description: 'Saved.',
  tags: ['saved'],
  idp: { vendor: 'okta', tenant: 'acme', app: { label: 'your-app', honorForceAuthn: false } },
  sp: { profile: 'proof' },
  clock: Date.parse('2026-03-02T09:00:00Z'),
  users: {
    ada: {
      email: 'ada@acme.example',
      firstName: 'yes',
      lastName: '- 007: "{x}" &amp; \'é\'\n# no comment',
      displayName: '',
      roles: ['Admin', 'null'],
      attributes: { 'urn:x y': ['1', 'true', '*a'] },
      groups: ['All Staff', '[Legal]'],
      state: 'suspended',
      assigned: false,
    },
  },
  groups: { 'All Staff': { id: '00g1' } },
  steps: [
    { unsuspend: 'ada' },
    { advance: '1h' },
    { update: 'ada', set: { lastName: 'Byron' } },
    { hire: 'bob', user: { email: 'bob@acme.example' } },
    { login: 'bob', start: 'idp', relayState: ': #', expect: { outcome: 'logged-in' } },
  ],
};

describe('writeScenario', () => {
  it('writes what the loader reads back', () => {
    const text = writeScenario(STORY);
    const { title, description, tags, idp, sp, clock, users, groups, steps } = loadScenario(text, {
      file: 'saved.yaml',
    });
    const { steps: written, ...rest } = STORY;
    expect({ title, description, tags, idp, sp, clock, users, groups }).toEqual(rest);
    expect(steps.map(({ verb }) => verb)).toEqual(
      written.map((step) => Object.keys(step)[0] ?? ''),
    );
    expect(steps[4]).toMatchObject({ user: 'bob', start: 'idp', relayState: ': #' });
  });

  it('reads every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 1 }), (lastName, role) => {
        const users = { ada: { email: 'ada@acme.example', lastName, roles: [role] } };
        const text = writeScenario({ ...STORY, users, steps: [{ login: 'ada' }] }, [lastName]);
        expect(loadScenario(text, { file: 'saved.yaml' }).users).toEqual(users);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('writes as people do', () => {
    const text = writeScenario(
      {
        title: 'Ada leaves',
        idp: { vendor: 'okta' },
        sp: { profile: 'proof' },
        clock: Date.parse('2026-03-02T09:00:00Z'),
        users: { ada: { email: 'ada@acme.example', groups: ['All Staff'] } },
        steps: [
          { deactivate: 'ada' },
          { login: 'ada', expect: { outcome: 'refused-by-idp', reason: 'user-deactivated' } },
        ],
      },
      ['Two\nlines'],
    );
    expect(text).toBe(
      [
        '# yaml-language-server: $schema=../node_modules/standin/schema/scenario.schema.json',
        '# Two lines',
        'scenario: Ada leaves',
        'idp: okta',
        'sp: proof',
        'clock: 2026-03-02T09:00:00Z',
        'users:',
        '  ada: { email: ada@acme.example, groups: [ All Staff ] }',
        'steps:',
        '  - deactivate: ada',
        '  - login: ada',
        '    expect: { outcome: refused-by-idp, reason: user-deactivated }',
        '',
      ].join('\n'),
    );
  });
});
