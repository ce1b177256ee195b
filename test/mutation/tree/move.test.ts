import { describe, expect, it } from 'vitest';
import { move } from '../../../src/mutation/tree/move.js';
import { edited, markup, MESSAGES } from './edited.js';

describe.each(MESSAGES)('move, in a message of %s', (_, xml) => {
  const status = markup(xml, 'Status');
  const conditions = markup(xml, 'Conditions');
  const subject = markup(xml, 'Subject');

  it.each([
    ['before', (rest: string) => rest.replace(subject, conditions + subject)],
    ['after', (rest: string) => rest.replace(subject, subject + conditions)],
    ['instead', (rest: string) => rest.replace(subject, conditions)],
    [
      'first',
      (rest: string) =>
        rest.replace(
          subject,
          subject.replace('>', () => `>${conditions}`),
        ),
    ],
    [
      'last',
      (rest: string) =>
        rest.replace(
          subject,
          subject.replace(/<[^<]*$/, (tag) => conditions + tag),
        ),
    ],
  ] as const)('%s', (where, expected) => {
    const changed = edited(xml, ['move', { from: '//Conditions', to: '//Subject', where }]);
    expect(changed).toBe(expected(xml.replace(conditions, '')));
  });

  it('forwards and backwards, also between siblings', () => {
    const there = ['move', { from: '//Status', to: '//Assertion', where: 'after' }] as const;
    const back = ['move', { from: '//Status', to: '//Assertion', where: 'before' }] as const;
    expect(edited(xml, there)).not.toBe(xml);
    expect(edited(xml, there)).toContain(status);
    expect(edited(xml, there, back)).toBe(xml);
  });

  it('out of what goes', () => {
    const changed = edited(xml, ['move', { from: '//NameID', to: '//Subject', where: 'instead' }]);
    expect(changed).toBe(xml.replace(subject, markup(xml, 'NameID')));
  });

  it('never into itself', () => {
    for (const to of ['//Subject', '//NameID', '//NameID/text()']) {
      expect(() => edited(xml, ['move', { from: '//Subject', to, where: 'before' }])).toThrow(
        expect.objectContaining({ code: 'mutation-impossible' }),
      );
    }
  });
});

it('is told to people', () => {
  expect(move.describe({ from: '//a', to: '//b' })).toBe('moves //a, last in //b');
});
