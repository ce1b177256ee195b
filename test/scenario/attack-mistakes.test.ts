import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/scenario/format-problem.js';
import { loadAttack } from '../../src/scenario/load-attack.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

const FOLDER = new URL('./data/attacks/', import.meta.url);

function mistakesOf(text: string): ScenarioError {
  try {
    loadAttack(text, { file: 'attack.yaml' });
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('attack files with many mistakes', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

  it.each(names)('%s is explained as its .err says', async (file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    const { problems } = mistakesOf(text);
    for (const { at, fix, code } of problems) {
      expect(at).toMatchObject({
        line: expect.any(Number) as number,
        column: expect.any(Number) as number,
      });
      expect(fix, code).toBeTruthy();
    }
    const report = problems.map((problem) => formatProblem(problem, text)).join('\n\n');
    const golden = new URL(file.replace('.yaml', '.err'), FOLDER);
    await expect(`${report}\n`).toMatchFileSnapshot(golden.pathname);
  });
});

const TOP = 'attack: x\nseverity: high\nmodel: user\nclause: policy\nexpect: reject\n';

describe('one mistake', () => {
  it.each([
    [
      'an operation that there is none of',
      'mutate: [{ remve: //a }]',
      'key-unknown',
      '6:12',
      'Did you mean "remove"?',
    ],
    ['a place that is none', 'mutate: [{ remove: a }]', 'value-invalid', '6:20', 'Takes elements'],
    [
      'a setting that there is none of',
      'mutate: [{ set: { at: //a, to: x, too: x } }]',
      'key-unknown',
      '6:35',
      'Did you mean "to"?',
    ],
    [
      'two operations in one',
      'mutate:\n  - set: { at: //a, to: x }\n    remove: //a',
      'key-unknown',
      '8:5',
      'Take one of them out.',
    ],
    ['nothing that is done', 'title: x', 'value-invalid', '1:1', 'mutate'],
    [
      'a login of a verb that there is none of',
      'steps: [{ logn: a }]',
      'key-unknown',
      '6:11',
      'Did you mean "login"?',
    ],
    [
      'a mistake in a login of a step',
      'steps:\n  - login: attacker\n    mutate: [{ remve: //a }]',
      'key-unknown',
      '8:16',
      'Did you mean "remove"?',
    ],
    ['a name of a variant', 'variants: { A b: { mutate: [sign] } }', 'value-invalid', '6:13', ''],
  ])('%s', (_, rest, ...[code, place, fix]) => {
    const { problems } = mistakesOf(`${TOP}${rest}\n`);
    const [first] = problems;
    expect(problems).toHaveLength(1);
    expect(first?.code).toBe(code);
    expect(`${first?.at?.line}:${first?.at?.column}`).toBe(place);
    expect(first?.at?.file).toBe('attack.yaml');
    expect(first?.fix).toContain(fix);
  });

  it('is told once, however many variants share it', () => {
    const variants = 'variants: { a: { title: a }, b: { title: b }, c: { title: c } }\n';
    const { problems } = mistakesOf(`${TOP}steps: [{ logn: a }]\n${variants}`);
    expect(problems).toHaveLength(1);
  });

  it('of YAML has its place, too', () => {
    expect(mistakesOf(`${TOP}mutate: [`).problems[0]).toMatchObject({ code: 'yaml-invalid' });
    expect(mistakesOf('').problems[0]).toMatchObject({ code: 'yaml-invalid' });
    expect(mistakesOf('- a').problems[0]).toMatchObject({ code: 'value-invalid' });
  });
});
