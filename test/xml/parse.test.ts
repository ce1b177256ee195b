import { describe, expect, it } from 'vitest';
import { parseXml, type ParseOptions } from '../../src/xml/parse.js';
import type { XmlNode } from '../../src/xml/node.js';
import { writeXml } from '../../src/xml/write.js';

function errorOf(text: string, options?: ParseOptions): unknown {
  try {
    parseXml(text, options);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('parseXml', () => {
  it('keeps everything a SAML message can say', () => {
    const document = parseXml(
      '<?xml version="1.0"  encoding=\'UTF-8\'?>\n<!-- a --><?b c ?>\n' +
        '<p:r z="1" xmlns:p="urn:p" a="&lt;&#10;x\ty" p:q=""><![CDATA[<&>]]>t&amp;e<e></e>\r\n</p:r>\n<!--end-->\n',
    );
    const expected: XmlNode[] = [
      { kind: 'text', text: '\n' },
      { kind: 'comment', text: ' a ' },
      { kind: 'instruction', target: 'b', data: 'c ' },
      { kind: 'text', text: '\n' },
      {
        kind: 'element',
        name: 'p:r',
        attributes: [
          { name: 'z', value: '1' },
          { name: 'xmlns:p', value: 'urn:p' },
          { name: 'a', value: '<\nx y' },
          { name: 'p:q', value: '' },
        ],
        children: [
          { kind: 'cdata', text: '<&>' },
          { kind: 'text', text: 't&e' },
          { kind: 'element', name: 'e', attributes: [], children: [] },
          { kind: 'text', text: '\n' },
        ],
      },
      { kind: 'text', text: '\n' },
      { kind: 'comment', text: 'end' },
      { kind: 'text', text: '\n' },
    ];
    expect(document).toEqual({
      declaration: '<?xml version="1.0"  encoding=\'UTF-8\'?>',
      children: expected,
    });
  });

  it.each([
    ['white space before the root', ' \r\n<a/>', ' \n<a/>'],
    ['a byte order mark', '\ufeff<?xml version="1.0"?><a/>', '<?xml version="1.0"?><a/>'],
    ['a byte order mark and white space', '\ufeff\n<a/>', '\n<a/>'],
    ['an instruction with question marks', '<a><?b ?c?? ???></a>', '<a><?b ?c?? ???></a>'],
    ['names on the prototype', '<__proto__ constructor="1"/>', '<__proto__ constructor="1"/>'],
    ['an attribute named __proto__', '<a __proto__="1"/>', '<a __proto__="1"/>'],
    [
      'a DOCTYPE where allowed',
      '<!DOCTYPE a [<!ENTITY b "c">]>\n<a/>',
      '<!DOCTYPE a [<!ENTITY b "c">]>\n<a/>',
    ],
    [
      'comments that mention a DOCTYPE',
      '<!--<!DOCTYPE b>--><!DOCTYPE a><a/>',
      '<!--<!DOCTYPE b>--><!DOCTYPE a><a/>',
    ],
  ])('reads %s', (_title, text, written) => {
    expect(writeXml(parseXml(text, { allowDtd: true }))).toBe(written);
  });

  it.each<[title: string, text: string, at: `${number}:${number}`, message: RegExp]>([
    ['nothing', '', '1:1', /root element/],
    ['no root', '<!--a-->', '1:8', /root element/],
    ['two roots', '<a/>\n<b/>', '2:3', /one root/],
    ['text after the root', '<a/>\n\nb', '3:1', /outside/],
    ['an open element', '<a>\n<b>\n</b>', '3:4', /unclosed tag: a/],
    ['a wrong end tag', '<a>\n  <b></c>\n</a>', '2:9', /unexpected close tag/],
    ['an attribute twice', '<a b="1" b="2"/>', '1:16', /duplicate attribute/],
    [
      'an attribute twice by namespace',
      '<a xmlns:b="u" xmlns:c="u" b:d="" c:d=""/>',
      '1:42',
      /duplicate/,
    ],
    ['an undeclared prefix', '<a:b/>', '1:6', /unbound namespace prefix/],
    ['an undeclared attribute prefix', '<a b:c=""/>', '1:11', /unbound namespace prefix/],
    ['a prefix undeclared', '<a xmlns:b=""/>', '1:13', /undefine prefix/],
    ['a prefix bound to xmlns', '<a xmlns:b="http://www.w3.org/2000/xmlns/"/>', '1:42', /xmlns/],
    ['two colons', '<a xmlns:b="u"><b:c:d/></a>', '1:23', /malformed name/],
    ['a local name that starts with a digit', '<a xml:1="c"/>', '1:12', /malformed name: xml:1/],
    [
      'a tag whose local name starts with a dash',
      '<a xmlns:b="u"><b:-/></a>',
      '1:21',
      /malformed name/,
    ],
    [
      'a namespace name that only looks right',
      '<a xmlns:b=" urn:b"/>',
      '1:19',
      /white space around/,
    ],
    ['an unknown entity', '<a>&nbsp;</a>', '1:9', /undefined entity/],
    ['an entity on the prototype', '<a>&constructor;</a>', '1:16', /undefined entity/],
    ['a reference to a control character', '<a>&#1;</a>', '1:7', /character entity/],
    ['a reference to a surrogate', '<a>&#xD800;</a>', '1:11', /character entity/],
    ['a control character', '<a>\n\u0001</a>', '2:1', /U\+0001/],
    [
      'a control character in XML 1.1',
      '<?xml version="1.1"?>\n<a>&#1;</a>',
      '2:7',
      /character entity/,
    ],
    ['a lone surrogate', '<a>😀\ud83d</a>', '1:5', /U\+D83D/],
    ['a lone surrogate that hides a tag', '<a>\ud83d<b/></a>', '1:4', /U\+D83D/],
    ['CDATA with its end in text', '<a>]]></a>', '1:6', /disallowed/],
    ['an instruction without white space', '<a><?b?c?></a>', '1:10', /white space/],
    ['an instruction without white space, later', '<?b ?c?><a>x<?b?c?></a>', '1:19', /white space/],
    ['a late declaration', ' <?xml version="1.0"?><a/>', '1:7', /start of the document/],
    ['two dashes in a comment', '<a><!-- -- --></a>', '1:11', /comment/],
    ['an unquoted value', '<a b=c/>', '1:6', /unquoted/],
    ['less-than in a value', '<a b="<"/>', '1:7', /disallowed/],
    ['lines that end in CR', '<a>\r\r\n\r<b c></a>', '4:5', /without value/],
  ])('refuses %s', (_title, text, at, message) => {
    const [line, column] = at.split(':').map(Number);
    const error = errorOf(text, { file: 'm.xml' });
    expect(error).toMatchObject({ code: 'xml-malformed', at: { file: 'm.xml', line, column } });
    expect(String(error)).toMatch(message);
  });

  it.each([
    ['at the start', '<!DOCTYPE a><a/>', 1, 1],
    [
      'behind a comment',
      '<!-- <!DOCTYPE -->\n <!DOCTYPE a SYSTEM "x" [<!ENTITY b "c">]>\n<a>&b;</a>',
      2,
      2,
    ],
  ])('refuses a DOCTYPE %s, with its position', (_title, text, line, column) => {
    expect(errorOf(text)).toMatchObject({ code: 'xml-dtd-refused', at: { line, column } });
  });

  it('acts upon no entity of a DTD that is allowed', () => {
    const text = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
    expect(errorOf(text, { allowDtd: true })).toMatchObject({ code: 'xml-malformed' });
  });

  it('holds the limits', () => {
    const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    expect(errorOf(deep(128))).toBeUndefined();
    expect(errorOf(deep(129))).toMatchObject({
      code: 'xml-too-deep',
      at: { line: 1, column: 387 },
    });
    expect(errorOf(deep(3), { maxDepth: 2 })).toMatchObject({ code: 'xml-too-deep' });
    expect(errorOf(deep(1001), { maxDepth: 1_000_000 })).toMatchObject({ code: 'xml-too-deep' });
    expect(errorOf('<a>'.repeat(300_000))).toMatchObject({ code: 'xml-too-deep' });
    const wide = (count: number): string =>
      `<a ${Array.from({ length: count }, (_, index) => `b${index}=""`).join(' ')}/>`;
    expect(errorOf(wide(256))).toBeUndefined();
    expect(errorOf(wide(257))).toMatchObject({ code: 'xml-too-large' });
    expect(errorOf(wide(3), { maxAttributes: 2 })).toMatchObject({ code: 'xml-too-large' });
  });

  it('counts bytes, not characters', () => {
    const text = `<a>${'é'.repeat(10)}</a>`;
    expect(errorOf(text, { maxBytes: 27 })).toBeUndefined();
    expect(errorOf(text, { maxBytes: 26 })).toMatchObject({ code: 'xml-too-large' });
    expect(errorOf(`<a>${' '.repeat(1_048_576)}</a>`)).toMatchObject({ code: 'xml-too-large' });
  });
});
