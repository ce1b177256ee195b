import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { split } from '../../../src/mutation/tree/split.js';
import { edited, MESSAGES } from './edited.js';

const KINDS = [
  ['comment', 'ada<!---->@acme.example'],
  ['comment-before', '<!---->ada@acme.example'],
  ['cdata', '<![CDATA[ada]]>@acme.example'],
  ['instruction', '<?x ada?>@acme.example'],
  ['element', '<x>ada</x>@acme.example'],
] as const;

describe.each(MESSAGES)('split, in a message of %s', (_, xml) => {
  const nameId = /(<(?:\w+:)?NameID[^>]*>)ada@acme\.example/;

  it.each(KINDS)('by a %s', (as, expected) => {
    const changed = edited(xml, ['split', { at: '//NameID', part: 'ada', as }]);
    expect(changed).toBe(xml.replace(nameId, `$1${expected}`));
  });

  it('in the middle, at the end, all of it', () => {
    for (const [part, expected] of [
      ['@acme', 'ada@acme<!---->.example'],
      ['.example', 'ada@acme.example<!---->'],
      ['ada@acme.example', 'ada@acme.example<!---->'],
    ] as const) {
      const changed = edited(xml, ['split', { at: '//NameID', part, as: 'comment' }]);
      expect(changed).toBe(xml.replace(nameId, `$1${expected}`));
    }
  });

  it('in the first text that holds it, whatever the path ends with', () => {
    const once = edited(xml, ['split', { at: '//Attribute//text()', part: 'Ada', as: 'comment' }]);
    expect(once).toBe(xml.replace(/(AttributeValue[^>]*>)Ada/, '$1Ada<!---->'));
    const second = edited(xml, ['split', { at: '//NameID/text()[1]', part: 'ada', as: 'cdata' }]);
    expect(second).toContain('<![CDATA[ada]]>@acme.example');
  });

  it('leaves the text what it was, as xmldom reads it, where a comment or CDATA comes in', () => {
    for (const as of ['comment', 'comment-before', 'cdata'] as const) {
      const changed = edited(xml, ['split', { at: '//NameID', part: '@', as }]);
      const document = new DOMParser().parseFromString(changed, 'text/xml');
      const [found] = Array.from(document.getElementsByTagNameNS('*', 'NameID'));
      expect(found?.textContent).toBe('ada@acme.example');
      expect(found?.childNodes.length).toBe(3);
    }
  });

  it('says what no text holds', () => {
    for (const at of ['//NameID', '//Subject', '//NameID/text()']) {
      expect(() => edited(xml, ['split', { at, part: 'eve', as: 'comment' }])).toThrow(
        `No text at ${at} holds "eve".`,
      );
    }
    expect(() => edited(xml, ['split', { at: '//Nobody', part: 'eve', as: 'comment' }])).toThrow(
      expect.objectContaining({ code: 'mutation-impossible' }),
    );
  });
});

it('is told to people', () => {
  expect(KINDS.map(([as]) => split.describe({ at: '//a', part: 'b', as }))).toEqual([
    'puts a comment behind "b" in //a',
    'puts a comment before "b" in //a',
    'makes a CDATA section of "b" in //a',
    'makes a processing instruction of "b" in //a',
    'makes an element of "b" in //a',
  ]);
});
