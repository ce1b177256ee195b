import { expect, it } from 'vitest';
import { editField } from '../../../src/mutation/text/edit-field.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

it.each(VENDORS)('puts text around and into the field of %s', (vendor) => {
  const value = Buffer.from(messageOf(vendor)).toString('base64');
  const settings = { start: 'data:text/xml;base64,', end: '\n', insert: { at: 4, text: ' ' } };
  expect(editField.apply(value, settings, SCENE)).toBe(
    `data:text/xml;base64,${value.slice(0, 4)} ${value.slice(4)}\n`,
  );
  expect(editField.apply(value, {}, SCENE)).toBe(value);
});

it('goes no further than the value', () => {
  expect(editField.apply('abcd', { insert: { at: 4, text: '.' } }, SCENE)).toBe('abcd.');
  expect(() => editField.apply('abcd', { insert: { at: 5, text: '.' } }, SCENE)).toThrow(
    expect.objectContaining({ code: 'mutation-impossible' }) as Error,
  );
});

it('is told to people', () => {
  expect(editField.describe({ start: 'a', insert: { at: 2, text: 'b' }, end: 'c' })).toBe(
    'puts "a" before the value and "b" behind 2 characters and "c" behind the value',
  );
  expect(editField.describe({})).toBe('leaves the field as it is');
});
