import { describe, expect, it } from 'vitest';
import { set } from '../../../src/mutation/tree/set.js';
import { edited, markup, MESSAGES } from './edited.js';

describe.each(MESSAGES)('set, in a message of %s', (_, xml) => {
  it('the text of an element, and nothing else', () => {
    const nameId = markup(xml, 'NameID');
    const other = nameId.replace('ada@acme.example', 'eve &amp; &lt;b&gt;');
    const changed = edited(xml, ['set', { at: '//NameID', to: 'eve & <b>' }]);
    expect(changed).toBe(xml.replace(nameId, other));
  });

  it('every element that the path leads to', () => {
    const changed = edited(xml, ['set', { at: '//AttributeValue', to: 'x' }]);
    const values = /(<(?:\w+:)?AttributeValue[^>]*>)[^<]*</g;
    expect(changed).toBe(xml.replaceAll(values, '$1x<'));
  });

  it('no text at all', () => {
    const changed = edited(xml, ['set', { at: '//Audience', to: '' }]);
    expect(changed).toBe(xml.replace(/<((?:\w+:)?Audience)>[^<]*<\/\1>/, '<$1/>'));
  });

  it('an attribute in its place, or a new one last', () => {
    const version = edited(xml, ['set', { at: '/Response/@Version', to: '1.1' }]);
    expect(version).toBe(xml.replace('Version="2.0"', 'Version="1.1"'));
    const added = edited(xml, ['set', { at: '//Audience/@x', to: '"' }]);
    expect(added).toBe(xml.replace(/<((?:\w+:)?Audience)>/, '<$1 x="&quot;">'));
  });

  it('one text of several', () => {
    const split = xml.replace('>Ada<', '>A<!--b-->da<');
    const at = '//Attribute[@Name]/AttributeValue/text()';
    const first = edited(split, ['set', { at: `${at}[1]`, to: 'x' }]);
    const all = edited(split, ['set', { at, to: 'x' }]);
    expect(first.match(/AttributeValue[^>]*>x</g)).toHaveLength(1);
    expect(all).toContain('>x<!--b-->x<');
  });
});

it('sets comments, CDATA sections and instructions, too', () => {
  const xml = '<a><!--b--><![CDATA[c]]><?d e?></a>';
  expect(edited(xml, ['set', { at: '//comment()', to: 'x' }])).toBe(xml.replace('b', 'x'));
  expect(edited(xml, ['set', { at: '//text()', to: 'x' }])).toBe(xml.replace('[c]', '[x]'));
  expect(edited(xml, ['set', { at: '//instruction()', to: 'x' }])).toBe(xml.replace('e?', 'x?'));
});

it('is told to people', () => {
  expect(set.describe({ at: '//NameID', to: 'a "b"' })).toBe('sets //NameID to "a \\"b\\""');
});
