import { describe, expect, it } from 'vitest';
import type { Random } from '../../src/base/random.js';
import { seededRandom } from '../../src/base/random.js';

/** A sample of everything a source can give, in a fixed order. */
function sample(random: Random): unknown[] {
  const whole = [random.below(2), random.below(100), random.below(0x1_0000_0000)];
  return [...whole, random.digits(26), random.hex(32), random.alphanumeric(17), random.guid()];
}

/** How often each value of 0..limit-1 comes up. */
function counts(random: Random, limit: number, draws: number): number[] {
  const seen = new Array<number>(limit).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    const value = random.below(limit);
    seen[value] = (seen[value] ?? 0) + 1;
  }
  return seen;
}

/** Pearson's statistic against the uniform distribution. */
function chiSquared(observed: readonly number[]): number {
  const expected = observed.reduce((sum, count) => sum + count, 0) / observed.length;
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('golden sequences: a change here changes every golden file', () => {
  it.each(['1', '', 'a seed with spaces and ünïcode'])('seed "%s"', (seed) => {
    expect(sample(seededRandom(seed))).toMatchSnapshot();
  });

  it('a fork', () => {
    expect(sample(seededRandom('1').fork('user/ada'))).toMatchSnapshot();
  });
});

describe('shapes', () => {
  const random = seededRandom('shapes');

  it('digits never begin with 0 and have the length asked', () => {
    for (let count = 1; count <= 30; count++) {
      expect(random.digits(count)).toMatch(new RegExp(`^[1-9][0-9]{${count - 1}}$`));
    }
    expect(random.digits(0)).toBe('');
  });

  it('hex, alphanumeric and guid', () => {
    expect(random.hex(400)).toMatch(/^[0-9a-f]{400}$/);
    expect(random.alphanumeric(400)).toMatch(/^[0-9A-Za-z]{400}$/);
    for (let draw = 0; draw < 100; draw++) {
      expect(random.guid()).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  it('below stays below', () => {
    for (const limit of [1, 2, 3, 10, 0x1_0000_0000]) {
      for (let draw = 0; draw < 1000; draw++) {
        const value = random.below(limit);
        expect(Number.isInteger(value) && value >= 0 && value < limit).toBe(true);
      }
    }
  });
});

describe('distribution', () => {
  // 99.99 % quantiles of chi-squared; the seeds are fixed, so this never flickers.
  it.each([
    [2, 15.1],
    [16, 44.3],
    [62, 109],
    [100, 161],
  ])('of %i values is flat', (limit, quantile) => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      expect(chiSquared(counts(seededRandom(seed), limit, 50_000))).toBeLessThan(quantile);
    }
  });

  it('first draws of neighbouring seeds are flat too', () => {
    const seen = new Array<number>(16).fill(0);
    for (let seed = 0; seed < 8000; seed++) {
      const value = seededRandom(String(seed)).below(16);
      seen[value] = (seen[value] ?? 0) + 1;
    }
    expect(chiSquared(seen)).toBeLessThan(44.3);
  });

  it('100,000 forks give 100,000 different ids', () => {
    const root = seededRandom('1');
    const ids = new Set<string>();
    for (let index = 0; index < 100_000; index++) {
      ids.add(root.fork(`user/person-${index}/1`).alphanumeric(17));
    }
    expect(ids.size).toBe(100_000);
  });
});

describe('forks', () => {
  it('give the same whatever was drawn before', () => {
    const fresh = seededRandom('1');
    const used = seededRandom('1');
    used.hex(100);
    used.fork('other').hex(100);
    expect(sample(used.fork('x'))).toEqual(sample(fresh.fork('x')));
  });

  it('do not move what their parent gives', () => {
    const alone = seededRandom('1');
    const parent = seededRandom('1');
    parent.fork('x').hex(100);
    expect(sample(parent)).toEqual(sample(alone));
  });

  it('differ by label, by parent and from their parent', () => {
    const first = (random: Random) => random.hex(32);
    const values = [
      first(seededRandom('1')),
      first(seededRandom('1').fork('x')),
      first(seededRandom('1').fork('y')),
      first(seededRandom('2').fork('x')),
      first(seededRandom('1').fork('x').fork('x')),
    ];
    expect(new Set(values).size).toBe(values.length);
  });
});
