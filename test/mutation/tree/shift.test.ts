import { describe, expect, it } from 'vitest';
import { shift } from '../../../src/mutation/tree/shift.js';
import { edited, MESSAGES } from './edited.js';

describe.each(MESSAGES)('shift, in a message of %s', (_, xml) => {
  it.each([
    ['-1h', -3_600_000],
    ['1d12h', 129_600_000],
    ['1ms', 1],
    ['0s', 0],
  ])('by %s', (by, milliseconds) => {
    const changed = edited(xml, ['shift', { at: '//Conditions/@NotOnOrAfter', by }]);
    const [, before = ''] = /Conditions [^>]*NotOnOrAfter="([^"]*)"/.exec(xml) ?? [];
    const written = new Date(Date.parse(before) + milliseconds).toISOString();
    // OneLogin writes whole seconds.
    const after = before.includes('.') ? written : written.replace('.000Z', 'Z');
    const conditions = /<[\w:]*Conditions [^>]*>/;
    expect(changed).toBe(
      xml.replace(conditions, (tag) => tag.replace(`OrAfter="${before}"`, `OrAfter="${after}"`)),
    );
  });

  it('all of them, there and back', () => {
    const there = ['shift', { at: '//@NotOnOrAfter', by: '3d' }] as const;
    const back = ['shift', { at: '//@NotOnOrAfter', by: '-3d' }] as const;
    expect(edited(xml, there)).not.toBe(xml);
    expect(edited(xml, there, back)).toBe(xml);
  });

  it('nothing that is no instant, nothing that is missing', () => {
    const impossible: unknown = expect.objectContaining({ code: 'mutation-impossible' });
    expect(() => edited(xml, ['shift', { at: '//NameID', by: '1h' }])).toThrow(
      '"ada@acme.example" is no instant to shift.',
    );
    expect(() => edited(xml, ['shift', { at: '//Conditions/@Until', by: '1h' }])).toThrow(
      impossible,
    );
    expect(() =>
      edited(xml, ['shift', { at: '//Conditions/@NotBefore', by: '999999999w' }]),
    ).toThrow(impossible);
  });
});

it('keeps whole seconds whole, and works on texts', () => {
  const xml = '<a b="2026-03-02T09:00:00Z">2026-03-02T09:00:00Z</a>';
  expect(edited(xml, ['shift', { at: '/a', by: '1s' }])).toBe(xml.replace('0Z<', '1Z<'));
  expect(edited(xml, ['shift', { at: '/a/text()', by: '1s' }])).toBe(xml.replace('0Z<', '1Z<'));
  expect(edited(xml, ['shift', { at: '/a/@b', by: '1s' }])).toBe(xml.replace('0Z"', '1Z"'));
  expect(edited(xml, ['shift', { at: '/a/@b', by: '5ms' }])).toBe(xml.replace('0Z"', '0.005Z"'));
});

it('is told to people', () => {
  expect(shift.describe({ at: '//a/@b', by: '-1h' })).toBe('moves //a/@b by -1h');
});
