import { describe, expect, it } from 'vitest';
import { wrap } from '../../../src/mutation/tree/wrap.js';
import { edited, markup, MESSAGES } from './edited.js';

describe.each(MESSAGES)('wrap, in a message of %s', (_, xml) => {
  const subject = markup(xml, 'Subject');
  const wrapped = (inner: string): string => edited(xml, ['wrap', { at: '//Subject', in: inner }]);

  it('puts an element around', () => {
    expect(wrapped('<x a="b"/>')).toBe(xml.replace(subject, `<x a="b">${subject}</x>`));
  });

  it('goes into the innermost one', () => {
    expect(wrapped('<x><y>t<z/></y><w/></x>')).toBe(
      xml.replace(subject, `<x><y>t<z>${subject}</z></y><w/></x>`),
    );
    expect(wrapped('<x>t<!--c--></x>')).toBe(xml.replace(subject, `<x>t<!--c-->${subject}</x>`));
  });

  it('knows the prefixes of the place', () => {
    const prefix = /<(\w+:)?Assertion /.exec(xml)?.[1] ?? '';
    const changed = edited(xml, ['wrap', { at: '//NameID', in: `<${prefix}Advice/>` }]);
    expect(changed).toContain(`<${prefix}Advice>${markup(xml, 'NameID')}</${prefix}Advice>`);
  });

  it('needs an element', () => {
    for (const inner of ['text', '<!--c-->']) {
      expect(() => wrapped(inner)).toThrow(
        expect.objectContaining({ code: 'mutation-impossible', message: 'wrap needs an element.' }),
      );
    }
  });
});

it('is told to people', () => {
  expect(wrap.describe({ at: '//a', in: '<b/>' })).toBe('wraps //a in <b/>');
});
