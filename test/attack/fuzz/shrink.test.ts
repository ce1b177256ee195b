import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shrink } from '../../../src/attack/fuzz/shrink.js';

const members = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 14 });

describe('shrink', () => {
  it('keeps exactly what is needed, when that is some of them', async () => {
    await fc.assert(
      fc.asyncProperty(members, fc.infiniteStream(fc.boolean()), async (list, coins) => {
        const needed = list.filter(() => coins.next().value === true);
        const holds = (left: readonly number[]): boolean =>
          needed.every((each) => left.includes(each));
        expect(await shrink(list, (left) => Promise.resolve(holds(left)))).toEqual(needed);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('leaves a list that holds, in order, of which no member can go', async () => {
    await fc.assert(
      fc.asyncProperty(members, fc.nat(2 ** 31), async (list, salt) => {
        // Any function of the list, however wild; only the whole list holds for sure.
        const holds = (left: readonly number[]): boolean =>
          left.length === list.length ||
          left.reduce((sum, each) => Math.imul(sum ^ each, 0x01000193) ^ salt, 7) % 3 === 0;
        const left = await shrink(list, (each) => Promise.resolve(holds(each)));
        expect(holds(left)).toBe(true);
        expect(left).toEqual(list.filter((each) => left.includes(each)));
        for (const index of left.keys()) expect(holds(left.toSpliced(index, 1))).toBe(false);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('asks of shorter lists only, and not of many', async () => {
    const list = Array.from({ length: 64 }, (_, index) => index);
    const asked: number[] = [];
    const left = await shrink(list, (each) => {
      asked.push(each.length);
      return Promise.resolve(each.includes(13) && each.includes(50));
    });
    expect(left).toEqual([13, 50]);
    expect(Math.max(...asked)).toBeLessThan(64);
    expect(asked.length).toBeLessThan(64);
  });

  it('has nothing to do with nothing', async () => {
    expect(await shrink([], () => Promise.reject(new Error('asked')))).toEqual([]);
    expect(await shrink([1], () => Promise.resolve(true))).toEqual([]);
    expect(await shrink([1], () => Promise.resolve(false))).toEqual([1]);
  });
});
