import { describe, expect, it } from 'vitest';
import { insert } from '../../../src/mutation/tree/insert.js';
import { TREE_SCHEMAS } from '../../../src/scenario/schema/mutation/tree-schemas.js';
import { withLibxml2 } from '../../xml/libxml2.js';
import { edited, markup, MESSAGES } from './edited.js';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';

describe.each(MESSAGES)('insert, in a message of %s', (_, xml) => {
  const audience = markup(xml, 'Audience');
  const [, start = '', end = ''] = /^(<[^>]*>)[^<]*(<.*)$/.exec(audience) ?? [];
  const inside = audience.slice(start.length, -end.length);

  it.each([
    ['before', `<x/>${audience}`],
    ['after', `${audience}<x/>`],
    ['instead', '<x/>'],
    ['first', `${start}<x/>${inside}${end}`],
    ['last', `${start}${inside}<x/>${end}`],
    [undefined, `${start}${inside}<x/>${end}`],
  ] as const)('%s', (where, expected) => {
    const settings = { at: '//Audience', xml: '<x/>', ...(where === undefined ? {} : { where }) };
    expect(edited(xml, ['insert', settings])).toBe(xml.replace(audience, expected));
  });

  it.each([
    [{ text: 'a<' }, 'a&lt;'],
    [{ comment: 'a' }, '<!--a-->'],
    [{ cdata: 'a<' }, '<![CDATA[a<]]>'],
    [{ instruction: 'a b c' }, '<?a b c?>'],
    [{ instruction: 'a' }, '<?a?>'],
    [{ raw: '&e;' }, '&e;'],
    [{ xml: 'a<x b="c"/><!--d-->' }, 'a<x b="c"/><!--d-->'],
    [{ text: '' }, ''],
  ])('%j', (content, expected) => {
    const changed = edited(xml, ['insert', { at: '//Audience', ...content }]);
    expect(changed).toBe(xml.replace(audience, `${start}${inside}${expected}${end}`));
  });

  it('markup with the prefixes of the place, as libxml2 reads it', () => {
    const prefix = /<(\w+:)?Conditions/.exec(xml)?.[1] ?? '';
    const at = '//Conditions';
    const changed = edited(xml, ['insert', { at, where: 'first', xml: `<${prefix}OneTimeUse/>` }]);
    expect(changed).toContain(`<${prefix}OneTimeUse/>`);
    withLibxml2(changed, (document) => {
      const path = `//*[local-name()='OneTimeUse' and namespace-uri()='${SAML}']`;
      expect(document.find(path)).toHaveLength(1);
    });
  });

  it('what was kept, as often as one likes', () => {
    const changed = edited(
      xml,
      ['keep', { at: '//Conditions', as: 'c' }],
      ['remove', { at: '//Conditions' }],
      ['insert', { at: '//Assertion', where: 'last', kept: 'c' }],
      ['insert', { at: '/Response', where: 'last', kept: 'c' }],
    );
    const conditions = markup(xml, 'Conditions');
    const rest = xml.replace(conditions, '');
    const [assertion, response] = [
      /<\/[\w:]*Assertion>(?=<\/[\w:]*Response>$)/,
      /<\/[\w:]*Response>$/,
    ];
    expect(changed).toBe(
      rest
        .replace(assertion, (tag) => `${conditions}${tag}`)
        .replace(response, (tag) => `${conditions}${tag}`),
    );
  });

  it('nothing that is not there', () => {
    const impossible: unknown = expect.objectContaining({ code: 'mutation-impossible' });
    const malformed: unknown = expect.objectContaining({ code: 'xml-malformed' });
    expect(() => edited(xml, ['insert', { at: '//Audience', kept: 'toString' }])).toThrow(
      impossible,
    );
    expect(() => edited(xml, ['insert', { at: '/Response/@ID', text: 'x' }])).toThrow(impossible);
    expect(() => edited(xml, ['insert', { at: '//Audience/text()', text: 'x' }])).toThrow(
      impossible,
    );
    expect(() => edited(xml, ['insert', { at: '//Audience', xml: '<a>' }])).toThrow(malformed);
    expect(() => edited(xml, ['insert', { at: '//Audience', xml: '</frame><frame>' }])).toThrow(
      malformed,
    );
  });
});

describe('insert', () => {
  it('is told to people', () => {
    const long = `<${'x'.repeat(80)}/>`;
    expect(insert.describe({ at: '//a', xml: '<b/>' })).toBe('puts <b/> last in //a');
    expect(insert.describe({ at: '//a', where: 'before', comment: 'b' })).toBe(
      'puts comment b before //a',
    );
    expect(insert.describe({ at: '//a', where: 'instead', kept: 'b' })).toBe(
      'puts what was kept as b instead of //a',
    );
    expect(insert.describe({ at: '//a', where: 'after', xml: long })).toBe(
      `puts ${long.slice(0, 57)}... behind //a`,
    );
  });

  it('puts in one thing', () => {
    const schema = TREE_SCHEMAS.insert;
    expect(schema.safeParse({ at: '//a', text: '' }).success).toBe(true);
    expect(schema.safeParse({ at: '//a' }).success).toBe(false);
    expect(schema.safeParse({ at: '//a', text: '', comment: '' }).success).toBe(false);
  });
});
