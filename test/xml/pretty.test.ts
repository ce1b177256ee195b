import { describe, expect, it } from 'vitest';
import { element } from '../../src/xml/node.js';
import { parseXml } from '../../src/xml/parse.js';
import { prettyXml } from '../../src/xml/pretty.js';

describe('prettyXml', () => {
  it('indents what holds only markup and leaves text alone', () => {
    const xml =
      '<?xml version="1.0"?><!--x--><p:a xmlns:p="urn:p" b="&lt;"><c>  text <b/> </c>\n\n<d> </d><e/><?i j?>' +
      '<f><g><![CDATA[&]]></g></f></p:a>';
    expect(prettyXml(parseXml(xml))).toBe(
      [
        '<?xml version="1.0"?>',
        '<!--x-->',
        '<p:a xmlns:p="urn:p" b="&lt;">',
        '  <c>  text <b/> </c>',
        '  <d> </d>',
        '  <e/>',
        '  <?i j?>',
        '  <f>',
        '    <g><![CDATA[&]]></g>',
        '  </f>',
        '</p:a>',
        '',
      ].join('\n'),
    );
  });

  it('says the same again when it reads its own output', () => {
    const once = prettyXml(parseXml('<a><b><c>1</c></b><b/></a>'));
    expect(prettyXml(parseXml(once))).toBe(once);
  });

  it('takes an element', () => {
    expect(prettyXml(element('a', [], [element('b')]))).toBe('<a>\n  <b/>\n</a>\n');
  });

  it('refuses a tree that is too deep before the stack ends', () => {
    let tree = element('a');
    for (let level = 0; level < 20_000; level++) tree = element('a', [], [tree]);
    expect(() => prettyXml(tree)).toThrow(expect.objectContaining({ code: 'xml-too-deep' }));
  });
});
