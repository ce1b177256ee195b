import { expect, it } from 'vitest';
import { atPointer, isJsonPointer } from '../../../src/sp/look/json-pointer.js';

/** The document and the table of RFC 6901 section 5. */
const DOCUMENT = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

it.each([
  ['', DOCUMENT],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/e^f', 3],
  ['/g|h', 4],
  ['/i\\j', 5],
  ['/k"l', 6],
  ['/ ', 7],
  ['/m~0n', 8],
])('%j leads where RFC 6901 says', (pointer, value) => {
  expect(isJsonPointer(pointer)).toBe(true);
  expect(atPointer(DOCUMENT, pointer)).toEqual(value);
});

it.each(['/foo/2', '/foo/00', '/foo/-', '/foo/length', '/toString', '/a/b', '/foo/0/x'])(
  '%j leads nowhere',
  (pointer) => {
    expect(atPointer(DOCUMENT, pointer)).toBeUndefined();
  },
);

it('reads ~01 as ~1, never as a slash', () => {
  expect(atPointer({ '~1': 'tilde', '/': 'slash' }, '/~01')).toBe('tilde');
});

it.each(['foo', 'user.email', '/a~2', '/a~'])('%j is no pointer', (text) => {
  expect(isJsonPointer(text)).toBe(false);
});
