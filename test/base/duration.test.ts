import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, parseDuration } from '../../src/base/duration.js';

describe('parseDuration', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['90s', 90_000],
    ['10m', 600_000],
    ['2h30m', 9_000_000],
    ['1d', 86_400_000],
    ['2w', 1_209_600_000],
    ['1h1m1s1ms', 3_661_001],
    ['-5m', -300_000],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each([
    '',
    '-',
    '10',
    'm',
    '10 m',
    '1.5h',
    '10M',
    '5min',
    '1h-1m',
    '--1s',
    '1y',
    '１s',
    '1s\n',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('adds up whatever parts it is given', () => {
    const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
    const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]));
    const parts = fc.array(fc.tuple(fc.nat(9999), unit), { minLength: 1, maxLength: 6 });
    const sums = fc.property(parts, (list) => {
      const text = list.map(([count, name]) => `${count}${name}`).join('');
      const sum = list.reduce((total, [count, name]) => total + count * units[name], 0);
      expect(parseDuration(text)).toBe(sum);
    });
    fc.assert(sums, { seed: 1 });
  });
});

describe('durationText', () => {
  it.each([
    [0, '0s'],
    [999, '999ms'],
    [9_000_000, '2h30m'],
    [-300_000, '-5m'],
    [30 * 86_400_000, '30d'],
    [3_661_001, '1h1m1s1ms'],
  ])('%s is %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  it('is read back', () => {
    const whole = fc.integer({ min: -1e12, max: 1e12 });
    fc.assert(fc.property(whole, (each) => parseDuration(durationText(each)) === each));
  });
});
