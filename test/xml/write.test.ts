import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { element, text, type XmlNode } from '../../src/xml/node.js';
import { writeXml } from '../../src/xml/write.js';

const tab = '\t';

describe('writeXml', () => {
  it.each<[title: string, node: XmlNode, xml: string]>([
    ['an empty element', element('a'), '<a/>'],
    ['an empty text child', element('a', [], ['']), '<a></a>'],
    [
      'attributes in their order, declarations among them',
      element('p:a', [
        ['z', '1'],
        ['xmlns:p', 'urn:p'],
        ['a', '2'],
      ]),
      '<p:a z="1" xmlns:p="urn:p" a="2"/>',
    ],
    [
      'text',
      element('a', [], ['& < > " \' ]]> \r\n']),
      '<a>&amp; &lt; &gt; " \' ]]&gt; &#xD;\n</a>',
    ],
    [
      'an attribute value',
      element('a', [['b', `& < > " ' ${tab}\r\n`]]),
      '<a b="&amp; &lt; > &quot; \' &#x9;&#xD;&#xA;"/>',
    ],
    ['characters beyond U+FFFF', element('é', [], ['😀 & é']), '<é>😀 &amp; é</é>'],
    ['DEL and C1 controls, which XML 1.0 allows', text('\u007f\u0084'), '\u007f\u0084'],
    ['line ends of XML 1.1 in text', text('\u0085<\u2028'), '&#x85;&lt;&#x2028;'],
    ['line ends of XML 1.1 in a value', element('a', [['b', '\u0085']]), '<a b="&#x85;"/>'],
    ['CDATA', { kind: 'cdata', text: '<&]]' }, '<![CDATA[<&]]]]>'],
    ['a comment', { kind: 'comment', text: ' - <&> ' }, '<!-- - <&> -->'],
    ['an instruction', { kind: 'instruction', target: 't', data: 'a?b' }, '<?t a?b?>'],
    ['an instruction without data', { kind: 'instruction', target: 't', data: '' }, '<?t?>'],
    ['raw bytes', element('a', [], [{ kind: 'raw', text: '<b>&' }]), '<a><b>&</a>'],
  ])('writes %s', (_title, node, xml) => {
    expect(writeXml(node)).toBe(xml);
  });

  it('writes a document: the declaration as written, then what is around the root', () => {
    const children: XmlNode[] = [text('\n'), element('a'), { kind: 'comment', text: 'c' }];
    expect(writeXml({ declaration: "<?xml version='1.0'?>", children })).toBe(
      "<?xml version='1.0'?>\n<a/><!--c-->",
    );
    expect(writeXml({ children })).toBe('\n<a/><!--c-->');
  });

  it.each<[title: string, node: XmlNode, message: RegExp]>([
    ['NUL in text', text('a\0'), /U\+0000 in text/],
    ['a control character in text', text('\u001f'), /U\+001F/],
    ['U+FFFE', text('\ufffe'), /U\+FFFE/],
    ['a lone high surrogate', text('😀\ud83d'), /U\+D83D/],
    ['a lone low surrogate', text('\ude00😀'), /U\+DE00/],
    ['a control character in a value', element('a', [['b', '\u0001']]), /U\+0001 in an attribute/],
    [
      'a control character in a comment',
      { kind: 'comment', text: '\u0002' },
      /U\+0002 in a comment/,
    ],
    ['CDATA with its end', { kind: 'cdata', text: 'a]]>b' }, /CDATA section cannot hold "]]>"/],
    ['CDATA with CR', { kind: 'cdata', text: '\r' }, /carriage return/],
    ['a comment with its end', { kind: 'comment', text: 'a--b' }, /comment cannot hold "--"/],
    ['a comment that ends in a dash', { kind: 'comment', text: 'a-' }, /cannot end with "-"/],
    ['an instruction with its end', { kind: 'instruction', target: 't', data: '?>' }, /hold "\?>"/],
    ['an instruction that starts blank', { kind: 'instruction', target: 't', data: ' a' }, /white/],
    ['an instruction named XML', { kind: 'instruction', target: 'XML', data: '' }, /"xml"/],
    ['an empty element name', element(''), /"" is not a name/],
    ['an element name with a space', element('a b'), /"a b" is not a name for an element/],
    ['an attribute name with "="', element('a', [['b=', '']]), /"b=" is not a name for an attr/],
    ['a name that starts with a digit', element('1'), /not a name/],
  ])('refuses %s', (_title, node, message) => {
    expect(() => writeXml(node)).toThrow(UserError);
    expect(() => writeXml(node)).toThrow(expect.objectContaining({ code: 'xml-not-writable' }));
    expect(() => writeXml(node)).toThrow(message);
  });

  it('leaves forged markup alone: prefixes and attributes are the business of the forger', () => {
    const forged = element('x:y:z', [
      ['ID', '1'],
      ['ID', '2'],
    ]);
    expect(writeXml(forged)).toBe('<x:y:z ID="1" ID="2"/>');
  });

  it('refuses a tree that is too deep before the stack ends', () => {
    const nested = (levels: number): XmlNode => {
      let node = element('a');
      for (let level = 1; level < levels; level++) node = element('a', [], [node]);
      return node;
    };
    expect(writeXml(nested(1000))).toHaveLength(999 * 7 + 4);
    expect(() => writeXml(nested(1001))).toThrow(expect.objectContaining({ code: 'xml-too-deep' }));
    expect(() => writeXml(nested(100_000))).toThrow(UserError);
  });
});
