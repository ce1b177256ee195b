import { describe, expect, it } from 'vitest';
import { prefixes } from '../../../src/mutation/tree/prefixes.js';
import { withLibxml2 } from '../../xml/libxml2.js';
import { edited, MESSAGES } from './edited.js';

/** Every element's expanded name and every attribute's value, as libxml2 reads them. */
function meaningOf(xml: string): readonly string[] {
  return withLibxml2(xml, (document) =>
    document.find('//*').map((node) => {
      const read = (path: string): string =>
        node
          .find(path)
          .map(({ content }) => content)
          .join('|');
      const same = (of: string): boolean => node.find(`self::*[${of}]`).length > 0;
      const namespaces = ['assertion', 'protocol'].filter((each) =>
        same(`namespace-uri()='urn:oasis:names:tc:SAML:2.0:${each}'`),
      );
      return [...namespaces, read('@*'), read('text()')].join(' ');
    }),
  );
}

const EVERY = { '': 'q7', saml: 'q7', saml2: 'q7', samlp: 'ns0', saml2p: 'ns0' };

describe.each(MESSAGES)('prefixes, in a message of %s', (vendor, xml) => {
  const bare = edited(xml, ['remove', { at: '//Signature' }]);

  it('change, declarations and all, and the meaning stays', () => {
    const changed = edited(bare, ['prefixes', { at: '/Response', to: EVERY }]);
    expect(changed).toMatch(/<ns0:Response [^>]*xmlns:ns0="/);
    expect(changed).toMatch(/<q7:Assertion [^>]*xmlns:q7="/);
    expect(changed).not.toMatch(/<\/?(?:samlp?|saml2p?):|xmlns:saml|xmlns=/);
    expect(meaningOf(changed)).toEqual(meaningOf(bare));
  });

  it('go', () => {
    if (vendor === 'onelogin') {
      // Both are declared on the root: what is declared outside of the place stays.
      const changed = edited(bare, ['prefixes', { at: '/Response', to: { saml: '' } }]);
      expect(changed).toMatch(/^<samlp:Response xmlns="/);
      expect(changed).toContain('<Assertion ');
      expect(meaningOf(changed)).toEqual(meaningOf(bare));
      return;
    }
    const none = { saml: '', saml2: '', samlp: '', saml2p: '' };
    const changed = edited(
      bare,
      ['prefixes', { at: '/Response/Issuer', to: none }],
      ['prefixes', { at: '/Response/Assertion', to: none }],
    );
    expect(changed).toMatch(/<Issuer [^>]*xmlns="/);
    expect(changed).toMatch(/<Assertion [^>]*xmlns="/);
    expect(meaningOf(changed)).toEqual(meaningOf(bare));
  });

  it('stay where nothing is said of them', () => {
    expect(edited(xml, ['prefixes', { at: '/Response', to: { nobody: 'x' } }])).toBe(xml);
    const subject = edited(xml, ['prefixes', { at: '//Subject', to: EVERY }]);
    const outside = (all: string): string => all.replace(/<([\w:]*Subject)[ >].*<\/\1>/s, '');
    expect(outside(subject)).toBe(outside(xml));
    expect(subject).not.toBe(xml);
    expect(vendor).not.toBe('');
  });
});

it('are those of attributes, too, but attributes without one have none', () => {
  const xml = '<a:b xmlns:a="u" a:c="1" d="2"><a:e/></a:b>';
  expect(edited(xml, ['prefixes', { at: '/b', to: { a: 'x', '': 'y' } }])).toBe(
    '<x:b xmlns:x="u" x:c="1" d="2"><x:e/></x:b>',
  );
});

it('is told to people', () => {
  expect(prefixes.describe({ at: '//a', to: { saml: '', '': 'q' } })).toBe(
    'writes //a with other prefixes: saml becomes none, none becomes q',
  );
});
