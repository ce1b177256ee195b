import { expect, it } from 'vitest';
import { boundedMap } from '../../../src/server/state/bounded-map.js';

it('forgets the oldest; what is set again is new', () => {
  const map = boundedMap<number>({ most: 2 });
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([...map.values()]).toEqual([3, 4]);
  expect(map.get('b')).toBeUndefined();
});

it('forgets as many as are too heavy together, and keeps nothing that is too heavy alone', () => {
  const map = boundedMap<string>({ most: 9, weigh: (text) => text.length, heaviest: 10 });
  map.set('a', 'xxxx');
  map.set('b', 'xxxx');
  map.set('c', 'xxxxxx');
  expect([...map.values()]).toEqual(['xxxx', 'xxxxxx']);
  map.delete('b');
  map.set('d', 'xxxx');
  expect(map.get('c')).toBe('xxxxxx');
  map.set('e', 'xxxxxxxxxxx');
  expect([...map.values()]).toEqual([]);
  map.set('f', 'xxxxxxxxxx');
  map.clear();
  map.set('g', 'xxxxxxxxxx');
  expect([...map.values()]).toEqual(['xxxxxxxxxx']);
});
