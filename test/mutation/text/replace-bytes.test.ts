import { describe, expect, it } from 'vitest';
import { replaceBytes } from '../../../src/mutation/text/replace-bytes.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

type Settings = Parameters<typeof replaceBytes.apply>[1];

const changed = (text: string, settings: Settings): Buffer =>
  Buffer.from(replaceBytes.apply(Buffer.from(text), settings, SCENE));

it.each(VENDORS)('makes invalid UTF-8 of a message of %s', (vendor) => {
  const xml = messageOf(vendor);
  const bytes = changed(xml, { text: 'ada@acme.example', with: '61 C0 AF', all: true });
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  expect(bytes.toString('latin1')).toBe(xml.split('ada@acme.example').join('a\u00c0\u00af'));
});

describe('the place', () => {
  it('is the first, or every one', () => {
    expect(changed('xaxax', { text: 'a', with: '' }).toString()).toBe('xxax');
    expect(changed('xaxax', { text: 'a', with: '4142', all: true }).toString()).toBe('xABxABx');
    expect(changed('aa', { text: 'a', with: '', all: true })).toHaveLength(0);
  });

  it('is given in hexadecimal, spaces or not', () => {
    expect(changed('é', { find: 'c3 a9', with: 'e9' }).toString('hex')).toBe('e9');
    expect(changed('é', { find: 'C3A9', with: 'E9' }).toString('hex')).toBe('e9');
  });

  it.each([
    [{ find: 'ff', with: '' }, 'The message does not hold the bytes ff.'],
    [{ text: 'zz', with: '' }, 'The message does not hold "zz".'],
  ])('must be there', (settings, message) => {
    expect(() => changed('a', settings)).toThrow(
      expect.objectContaining({ code: 'mutation-impossible', message }) as Error,
    );
  });

  it('is something', () => {
    expect(() => changed('a', { find: '', with: '00' })).toThrow(
      expect.objectContaining({ code: 'value-invalid' }) as Error,
    );
  });
});

it('is told to people', () => {
  expect(replaceBytes.describe({ text: 'MARK', with: 'c0af' })).toBe(
    'replaces the first "MARK" by the bytes c0af',
  );
  expect(replaceBytes.describe({ find: '41', with: 'ff', all: true })).toBe(
    'replaces every 41 by the bytes ff',
  );
});
