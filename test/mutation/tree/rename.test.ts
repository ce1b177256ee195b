import { describe, expect, it } from 'vitest';
import { rename } from '../../../src/mutation/tree/rename.js';
import { edited, MESSAGES } from './edited.js';

describe.each(MESSAGES)('rename, in a message of %s', (_, xml) => {
  it('elements, start and end', () => {
    const changed = edited(xml, ['rename', { at: '//Attribute', to: 'x:y' }]);
    expect(changed).toBe(xml.replaceAll(/(<\/?)(?:\w+:)?Attribute(?=[ >])/g, '$1x:y'));
  });

  it('an attribute, in its place', () => {
    const changed = edited(xml, ['rename', { at: '//Assertion/@ID', to: 'Id' }]);
    const id = /Assertion [^>]*ID="([^"]*)"/.exec(xml)?.[1] ?? '';
    expect(changed).toBe(xml.replace(` ID="${id}"`, ` Id="${id}"`));
  });

  it('nothing that has no name', () => {
    const impossible: unknown = expect.objectContaining({ code: 'mutation-impossible' });
    expect(() => edited(xml, ['rename', { at: '//NameID/text()', to: 'x' }])).toThrow(impossible);
    expect(() => edited(xml, ['rename', { at: '//Assertion/@Id', to: 'x' }])).toThrow(impossible);
  });
});

it('is told to people', () => {
  expect(rename.describe({ at: '//a', to: 'x:b' })).toBe('renames //a to x:b');
});
