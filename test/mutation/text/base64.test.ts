/** Other spellings of base64, judged by the platform's decoder. */
import { describe, expect, it } from 'vitest';
import { base64 } from '../../../src/mutation/text/base64.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

const written = (value: string, as: Parameters<typeof base64.apply>[1]['as']): string =>
  base64.apply(value, { as }, SCENE);

describe.each(VENDORS)('the field of %s', (vendor) => {
  const bytes = Buffer.from(`${messageOf(vendor)}<!--\u00ff\u00bf??>>-->`);
  const value = bytes.toString('base64');

  it('uses the alphabet for URLs', () => {
    expect(value).toMatch(/[+/]/);
    expect(written(value, 'url')).toBe(bytes.toString('base64url'));
  });

  it('is written in lines', () => {
    const lines = written(value, 'lines').split('\r\n');
    expect(lines.slice(0, -1).every((line) => line.length === 76)).toBe(true);
    expect(lines.at(-1)).toMatch(/^.{1,76}$/);
    expect(lines.join('')).toBe(value);
    expect(written('a'.repeat(152), 'lines')).toBe(`${'a'.repeat(76)}\r\n${'a'.repeat(76)}`);
  });

  it('is encoded twice', () => {
    const twice = written(value, 'double');
    expect(Buffer.from(Buffer.from(twice, 'base64').toString(), 'base64')).toEqual(bytes);
  });

  it('is percent-encoded', () => {
    expect(decodeURIComponent(written(value, 'percent'))).toBe(value);
    expect(written('a+/=', 'percent')).toBe('a%2B%2F%3D');
  });
});

describe('padding', () => {
  it.each([
    ['<a/>', 'PGEvPg==', 'PGEvPg', 'PGEvPg=='],
    ['<ab/>', 'PGFiLz4=', 'PGFiLz4', 'PGFiLz4KCg=='],
    ['<abc/>', 'PGFiYy8+', 'PGFiYy8+', 'PGFiYy8+Cg=='],
  ])('of %s', (text, value, without, padded) => {
    expect(Buffer.from(text).toString('base64')).toBe(value);
    expect(written(value, 'unpadded')).toBe(without);
    expect(written(value, 'padded')).toBe(padded);
    expect(Buffer.from(padded, 'base64').toString().trimEnd()).toBe(text);
  });
});

it('is told to people', () => {
  expect(base64.describe({ as: 'double' })).toBe('encodes it with base64 twice');
});
