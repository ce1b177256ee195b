import { describe, expect, it } from 'vitest';
import { keep } from '../../../src/mutation/tree/keep.js';
import { keepText } from '../../../src/mutation/tree/keep-text.js';
import { parseXml } from '../../../src/xml/parse.js';
import { writeXml } from '../../../src/xml/write.js';
import { drafted, markup, MESSAGES } from './edited.js';

describe.each(MESSAGES)('put aside, of a message of %s', (_, xml) => {
  const document = parseXml(xml);

  it('a copy; the message stays', () => {
    const draft = drafted(document, [['keep', { at: '//Subject', as: 's' }]]);
    expect(draft.document).toBe(document);
    expect(Object.keys(draft.kept)).toEqual(['s']);
    expect(draft.kept['s'] && writeXml(draft.kept['s'])).toBe(markup(xml, 'Subject'));
  });

  it('the original', () => {
    const draft = drafted(document, [['keep', { at: '//Subject', as: 's', detach: true }]]);
    expect(writeXml(draft.document)).toBe(xml.replace(markup(xml, 'Subject'), ''));
    expect(draft.kept['s'] && writeXml(draft.kept['s'])).toBe(markup(xml, 'Subject'));
  });

  it('what was kept later under the same name', () => {
    const { kept } = drafted(document, [
      ['keep', { at: '//Subject', as: 's' }],
      ['keep', { at: '//NameID', as: 's' }],
    ]);
    expect(kept['s'] && writeXml(kept['s'])).toBe(markup(xml, 'NameID'));
  });

  it('texts of elements, of attributes, of other nodes', () => {
    const { texts, document: after } = drafted(document, [
      ['keep-text', { at: '//NameID', as: 'name' }],
      ['keep-text', { at: '/Response/@Version', as: 'version' }],
      ['keep-text', { at: '//NameID/text()', as: 'text' }],
      ['keep-text', { at: '//Subject', as: 'none' }],
    ]);
    const name = 'ada@acme.example';
    expect(texts).toEqual({ name, version: '2.0', text: name, none: '' });
    expect(after).toBe(document);
  });

  it('nothing of an attribute that is missing, no attribute as a node', () => {
    const impossible: unknown = expect.objectContaining({ code: 'mutation-impossible' });
    expect(() => drafted(document, [['keep-text', { at: '/Response/@x', as: 'x' }]])).toThrow(
      impossible,
    );
    expect(() => drafted(document, [['keep', { at: '/Response/@ID', as: 'x' }]])).toThrow(
      impossible,
    );
  });
});

it('text is read around comments, CDATA included', () => {
  const { texts } = drafted(parseXml('<a>b<!--c--><![CDATA[d]]><e>f</e><?g h?></a>'), [
    ['keep-text', { at: '/a', as: 'a' }],
    ['keep-text', { at: '//comment()', as: 'c' }],
    ['keep-text', { at: '//instruction()', as: 'g' }],
  ]);
  expect(texts).toEqual({ a: 'bd', c: 'c', g: 'h' });
});

it('is told to people', () => {
  expect(keep.describe({ at: '//a', as: 'b' })).toBe('puts //a aside as b');
  expect(keep.describe({ at: '//a', as: 'b', detach: true })).toBe(
    'puts //a aside as b and takes it out',
  );
  expect(keepText.describe({ at: '//a', as: 'b' })).toBe('notes the text of //a as b');
});
