/** Compressed messages, judged by zlib's own readers. */
import { createInflateRaw, inflateRawSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { deflate } from '../../../src/mutation/text/deflate.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

it.each(VENDORS)('compresses a message of %s', (vendor) => {
  const bytes = Buffer.from(messageOf(vendor));
  expect(inflateRawSync(deflate.apply(bytes, {}, SCENE))).toEqual(bytes);
  expect(inflateSync(deflate.apply(bytes, { zlib: true }, SCENE))).toEqual(bytes);
});

it.each([1, 1000, 1024 * 1024, 5_000_001])('puts %d bytes of white space behind it', (bulk) => {
  const bytes = Buffer.from(messageOf('okta'));
  const all = inflateRawSync(deflate.apply(bytes, { bulk }, SCENE));
  expect(all).toHaveLength(bytes.length + bulk);
  expect(all.subarray(0, bytes.length)).toEqual(bytes);
  expect(all.toString('latin1', bytes.length).trim()).toBe('');
});

it('makes a megabyte that becomes a gigabyte', async () => {
  const bomb = deflate.apply(Buffer.from('<a/>'), { bulk: 1_073_741_824 }, SCENE);
  expect(bomb.length).toBeLessThan(1_200_000);
  const reader = createInflateRaw();
  reader.end(bomb);
  let size = 0;
  for await (const chunk of reader as AsyncIterable<Buffer>) size += chunk.length;
  expect(size).toBe(1_073_741_824 + 4);
});

it('is told to people', () => {
  expect(deflate.describe({})).toBe('compresses it');
  expect(deflate.describe({ zlib: true })).toBe('compresses it with zlib');
  expect(deflate.describe({ bulk: 7 })).toBe('compresses it, 7 bytes of white space behind it');
});
