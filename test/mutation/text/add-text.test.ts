import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { addText } from '../../../src/mutation/text/add-text.js';
import { declaration } from '../../../src/mutation/text/declaration.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

describe.each(VENDORS)('text around a message of %s', (vendor) => {
  const xml = messageOf(vendor);
  const declared = declaration.apply(xml, { to: DECLARATION }, SCENE);
  const bare = declaration.apply(xml, { to: '' }, SCENE);

  it('has one declaration, or none', () => {
    expect(declared.match(/<\?xml /g)).toHaveLength(1);
    expect(declared.startsWith(DECLARATION)).toBe(true);
    expect(bare).not.toContain('<?xml');
    expect(declared).toBe(DECLARATION + bare);
  });

  it('goes before and behind everything', () => {
    expect(addText.apply(xml, { where: 'start', text: '\ufeff ' }, SCENE)).toBe(`\ufeff ${xml}`);
    expect(addText.apply(xml, { where: 'end', text: '\n<x/>' }, SCENE)).toBe(`${xml}\n<x/>`);
  });

  it.each([declared, bare])('goes where a DOCTYPE belongs, as xmldom reads it', (message) => {
    const text = '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">';
    const changed = addText.apply(message, { where: 'prolog', text }, SCENE);
    const document = new DOMParser().parseFromString(changed, 'text/xml');
    expect(document.doctype?.name).toBe('x');
    expect(document.doctype?.systemId).toContain('http://127.0.0.1/x.dtd');
    expect(document.documentElement.localName).toBe('Response');
    expect(changed.replace(text, '')).toBe(message);
  });
});

it('takes a byte order mark for a part of the declaration', () => {
  const marked = `\ufeff${DECLARATION}<a/>`;
  expect(declaration.apply(marked, { to: '' }, SCENE)).toBe('<a/>');
  expect(addText.apply(marked, { where: 'prolog', text: '<!--x-->' }, SCENE)).toBe(
    `\ufeff${DECLARATION}<!--x--><a/>`,
  );
});

it('does not take another instruction for the declaration', () => {
  const xml = '<?xml-stylesheet href="x"?><a/>';
  expect(declaration.apply(xml, { to: DECLARATION }, SCENE)).toBe(DECLARATION + xml);
});

it('is told to people', () => {
  expect(addText.describe({ where: 'prolog', text: '<!DOCTYPE x>' })).toBe(
    'writes "<!DOCTYPE x>" before the first element',
  );
  expect(declaration.describe({ to: '' })).toBe('takes the XML declaration out');
  expect(declaration.describe({ to: '<?xml?>' })).toBe('makes the XML declaration "<?xml?>"');
});
