import { describe, expect, it } from 'vitest';
import { indent } from '../../../src/mutation/tree/indent.js';
import { prettyXml } from '../../../src/xml/pretty.js';
import { parseXml } from '../../../src/xml/parse.js';
import { edited, MESSAGES } from './edited.js';

describe.each(MESSAGES)('indent, in a message of %s', (_, xml) => {
  it('the whole of it, as a pretty printer does', () => {
    const changed = edited(xml, ['indent', { at: '/Response' }]);
    expect(`${changed.replace('?><', '?>\n<')}\n`).toBe(prettyXml(parseXml(xml)));
  });

  it('a part: nothing but white space between elements comes in', () => {
    const changed = edited(xml, ['indent', { at: '//Assertion' }]);
    expect(changed).not.toBe(xml);
    expect(changed.replaceAll(/>\n *</g, '><')).toBe(xml);
    const inside = edited(xml, ['indent', { at: '//NameID' }]);
    expect(inside).toBe(xml);
  });
});

it('is told to people', () => {
  expect(indent.describe({ at: '//a' })).toBe('indents //a');
});
