import { expect, it } from 'vitest';
import { clockTime, distance, lasting } from '../../../src/server/pages/words.js';

it.each([
  [0, 'less than a second'],
  [999, 'less than a second'],
  [1000, '1 second'],
  [59_999, '59 seconds'],
  [61_000, '1 minute 1 second'],
  [3_600_000, '1 hour'],
  [3_900_000, '1 hour 5 minutes'],
  [90_061_000, '1 day 1 hour'],
  [-300_000, '5 minutes'],
])('%d ms last %s', (milliseconds, words) => {
  expect(lasting(milliseconds)).toBe(words);
});

it.each([
  [0, 'now'],
  [300_000, 'in 5 minutes'],
  [-300_000, '5 minutes ago'],
  [999, 'now'],
])('%d ms away is %s', (away, words) => {
  const now = Date.parse('2026-03-02T09:00:00Z');
  expect(distance(now + away, now)).toBe(words);
});

it('a time of day names its zone', () => {
  expect(clockTime(Date.parse('2026-03-02T09:05:07.123Z'))).toBe('2026-03-02 09:05:07 UTC');
});
