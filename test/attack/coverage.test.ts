/** Every case of the catalogue is an attack file, or stands in the list of those that are not, with the reason. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCorpus, selectAttacks } from '../../src/attack/corpus.js';
import type { AttackExpectation } from '../../src/scenario/scenario.js';
import { CORPUS, PACKAGE_ROOT } from '../../src/run/package-root.js';

/** Ids and what a correct SP does, by group; collected from advisories, papers, test suites and the specifications. */
const CATALOGUE = JSON.parse(
  readFileSync(join(import.meta.dirname, 'catalogue.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, AttackExpectation>>>>;

const CASES = Object.entries(CATALOGUE).flatMap(([group, cases]) =>
  Object.entries(cases).map(([id, expected]) => ({ group, id, expected })),
);

const COVERAGE = readFileSync(`${PACKAGE_ROOT}docs/reference/attack-coverage.md`, 'utf8');
/** `| id | reason |` */
const MISSING = new Map(
  [...COVERAGE.matchAll(/^\| `([\w-]+)` +\| (.+?) +\|$/gm)].map(([, id = '', why = '']) => [
    id,
    why,
  ]),
);

const FILES = listCorpus(CORPUS);
const ATTACKS = selectAttacks(FILES, { names: [] });

describe('the catalogue', () => {
  it('has 464 cases', () => {
    expect(CASES.length).toBe(464);
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(464);
  });

  it.each(CASES)('$group/$id is an attack, or it is said why not', ({ group, id }) => {
    const file = FILES.find((each) => each.id === id);
    const why = MISSING.get(id);
    expect([file?.group, why === undefined ? undefined : 'missing'].filter(Boolean)).toEqual([
      file === undefined ? 'missing' : group,
    ]);
    if (why !== undefined) expect(why.length).toBeGreaterThan(20);
  });

  it('names nothing as missing that it does not have', () => {
    const known = new Set(CASES.map(({ id }) => id));
    expect([...MISSING.keys()].filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('the corpus', () => {
  it('has at least 300 negative cases and every control of the catalogue', () => {
    const implemented = CASES.filter(({ id }) => FILES.some((file) => file.id === id));
    const negative = implemented.filter(({ expected }) => expected !== 'accept');
    const controls = CASES.filter(({ expected }) => expected === 'accept');
    expect(negative.length).toBeGreaterThanOrEqual(300);
    expect(controls.filter(({ id }) => !FILES.some((file) => file.id === id))).toEqual([]);
  });

  it.each(ATTACKS.map((attack) => [attack.id, attack] as const))(
    '%s says what people want to know',
    (_, attack) => {
      const { title, description = '', clause, references, caughtBy, expect: expected } = attack;
      expect(title).not.toMatch(/\.$/);
      expect(clause).not.toBe('');
      if (expected === 'accept') return;
      expect(description.length).toBeGreaterThan(40);
      expect(caughtBy.length).toBeGreaterThan(0);
      expect(references.every((reference) => reference !== '')).toBe(true);
    },
  );

  it('has ids that are used once', () => {
    const ids = ATTACKS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
