import { describe, expect, it } from 'vitest';
import {
  linesOf,
  MEDIAN,
  median,
  nameViolations,
  sizeViolations,
  stateViolations,
} from './shape-check.js';
import { filesBelow } from './source-file.js';
import { vocabularyViolations, wordingViolations } from './wording-check.js';

const CODE = /\.(?:ts|js|mjs)$/;
const SOURCES = filesBelow('src', CODE);
const TESTS = filesBelow('test', CODE);
const TEXTS = [
  ...SOURCES,
  // The checks of this folder name what they look for.
  ...TESTS.filter(({ path }) => !path.startsWith('test/architecture/')),
  ...filesBelow('docs', /\.(?:md|mjs)$/),
  ...filesBelow('scenarios', /\.ya?ml$/),
];

/** A file with so many lines. */
const long = (lines: number) => ({ path: 'src/a.ts', text: 'x\n'.repeat(lines) });

describe('sizes', () => {
  it('no file is longer than 400 lines', () => {
    expect([...SOURCES, ...TESTS].flatMap(sizeViolations)).toEqual([]);
  });

  it('half of the files of src are shorter than 100', () => {
    expect(median(SOURCES.map(linesOf))).toBeLessThan(MEDIAN);
  });

  it('the checks can fail', () => {
    expect(sizeViolations(long(400))).toEqual([]);
    expect(sizeViolations(long(401))).toEqual(['src/a.ts: 401 lines']);
    expect(linesOf({ path: 'a', text: 'one\ntwo' })).toBe(2);
    expect(median([300, 1, 100])).toBe(100);
    expect(median([1, 99, 100, 300])).toBe(100);
  });
});

describe('names', () => {
  it('are kebab-case and say what is inside', () => {
    expect([...SOURCES, ...TESTS].flatMap(nameViolations)).toEqual([]);
  });

  it.each([
    'src/xml/utils.ts',
    'src/idp/okta-helpers.ts',
    'src/common/a.ts',
    'src/sp/account-manager.ts',
    'src/sp/loginService.ts',
    'src/sp/service.test.ts',
    'src/xml/Node.ts',
    'src/xml/my_node.ts',
    'src/xml/a.b.ts',
  ])('%s is refused', (path) => {
    expect(nameViolations({ path, text: '' })).toHaveLength(1);
  });

  it.each(['src/idp/a-b2.ts', 'test/x/c14n.test.ts', 'src/types/samlify.d.ts', 'src/index.ts'])(
    '%s passes',
    (path) => {
      expect(nameViolations({ path, text: '' })).toEqual([]);
    },
  );
});

describe('state', () => {
  it('no module has a variable of its own', () => {
    expect(SOURCES.flatMap(stateViolations)).toEqual([]);
  });

  it.each(['let x = 1;', 'export let x: number;', 'var x;', 'const a = 1; let b = 2;'])(
    '%s is refused',
    (text) => {
      expect(stateViolations({ path: 'src/a.ts', text })).toHaveLength(1);
    },
  );

  it('variables of functions pass', () => {
    const text = 'const x = 1; function f() { let y = 2; for (let z of y) var w = z; } // let x';
    expect(stateViolations({ path: 'src/a.ts', text })).toEqual([]);
  });
});

describe('wording', () => {
  it('nothing is unfinished, silenced, passed over or bound to one machine', () => {
    expect(TEXTS.flatMap(wordingViolations)).toEqual([]);
  });

  it('an attribute is called an attribute', () => {
    expect(SOURCES.flatMap(vocabularyViolations)).toEqual([]);
  });

  it.each([
    '// TODO later',
    '/* FIXME */',
    '// @ts-ignore',
    '// eslint-disable-next-line',
    "it.skip('x', () => {});",
    "describe.only('x', () => {});",
    "readFileSync('/home/me/file')",
  ])('%s is refused', (text) => {
    expect(wordingViolations({ path: 'src/a.ts', text })).toHaveLength(1);
  });

  it('a claim is refused where it is not Entra’s', () => {
    const text = 'the claims of the user';
    expect(vocabularyViolations({ path: 'src/sp/a.ts', text })).toEqual([`src/sp/a.ts:1: ${text}`]);
    expect(vocabularyViolations({ path: 'src/idp/entra/a.ts', text })).toEqual([]);
    expect(vocabularyViolations({ path: 'src/a.ts', text: 'Entra default claims' })).toEqual([]);
  });
});
