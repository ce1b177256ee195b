import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listCorpus, selectAttacks, type Selection } from '../../src/attack/corpus.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

const folder = mkdtempSync(join(tmpdir(), 'standin-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(path: string, severity: string, rest = 'mutate: [sign]'): void {
  const [group = ''] = path.split('/');
  mkdirSync(join(folder, group), { recursive: true });
  const text = `attack: x\nseverity: ${severity}\nmodel: user\nclause: policy\nexpect: reject\n`;
  writeFileSync(join(folder, path), `${text}${rest}\n`);
}

file('two/b.yaml', 'high');
file('two/a-c.yaml', 'low', 'variants: { one: { mutate: [sign] }, other: { login: {} } }');
file('one/z.yaml', 'high');
file('one/notes.txt', 'no attack');
writeFileSync(join(folder, 'README.yaml'), 'no attack');

const files = listCorpus(folder);
const selected = (selection: Selection): readonly string[] =>
  selectAttacks(files, selection).map(({ id }) => id);

describe('the corpus', () => {
  it('is every file below a group, in order', () => {
    expect(files.map(({ id, group }) => `${group}/${id}`)).toEqual(['one/z', 'two/a-c', 'two/b']);
    expect(files[0]?.path).toBe(join(folder, 'one', 'z.yaml'));
  });

  it.each([
    [[], undefined, ['z', 'a-c/one', 'a-c/other', 'b']],
    [['two'], undefined, ['a-c/one', 'a-c/other', 'b']],
    [['b', 'one'], undefined, ['z', 'b']],
    [['a-c'], undefined, ['a-c/one', 'a-c/other']],
    [['a-c/other'], undefined, ['a-c/other']],
    [['a-c/other', 'b'], undefined, ['a-c/other', 'b']],
    [[], ['high'], ['z', 'b']],
    [['two'], ['high', 'low'], ['a-c/one', 'a-c/other', 'b']],
    [['a-c/other', 'two'], ['high'], ['b']],
    [['a-c/other'], ['high'], []],
    [[], ['critical'], []],
  ] as const)('%j of severity %j', (names, severities, expected) => {
    expect(selected({ names, ...(severities === undefined ? {} : { severities }) })).toEqual(
      expected,
    );
  });

  it.each([
    ['twoo', 'There is no attack and no group "twoo".', 'Did you mean "two"?'],
    ['a-d/one', 'There is no attack and no group "a-d/one".', '--list'],
    ['a-c/on', 'There is no variant "a-c/on".', 'Did you mean "a-c/one"?'],
    ['z/one', 'There is no variant "z/one".', ''],
  ])('has no %s', (name, message, fix) => {
    expect(() => selected({ names: [name] })).toThrow(
      expect.objectContaining({
        code: 'attack-unknown',
        message,
        fix: expect.stringContaining(fix) as string,
      }),
    );
  });

  it('tells the mistakes of every file at once, by the names that people know', () => {
    file('three/bad.yaml', 'hihg');
    file('three/worse.yaml', 'low', 'mutate: [{ remve: //a }]');
    const shown = (path: string): string => path.slice(folder.length + 1).replaceAll('\\', '/');
    try {
      selectAttacks(listCorpus(folder), { names: [] }, shown);
      expect.fail('nothing was thrown');
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      expect(error.problems.map(({ at }) => `${at?.file}:${at?.line}`)).toEqual([
        'three/bad.yaml:2',
        'three/worse.yaml:6',
      ]);
    }
    expect(selectAttacks(listCorpus(folder), { names: ['one'] }, shown)).toHaveLength(1);
  });
});
