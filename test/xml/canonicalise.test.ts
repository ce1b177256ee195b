import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import {
  canonicalise,
  canonicaliseDocument,
  type CanonicalOptions,
} from '../../src/xml/canonicalise.js';
import { element, text, type XmlElement, type XmlNode } from '../../src/xml/node.js';
import { parseXml } from '../../src/xml/parse.js';
import { placesOf } from './documents.js';
import { theirDocument, theirSubtree, type Method } from './libxml2.js';

const inclusive: Method = { method: 'inclusive' };
const exclusive: Method = { method: 'exclusive' };
const withComments: Method = { method: 'inclusive', comments: true };

const PROLOG = `<?xml version="1.0"?>

<?xml-stylesheet   href="doc.xsl"
   type="text/xsl"   ?>

<!DOCTYPE doc SYSTEM "doc.dtd">

<doc>Hello, world!<!-- Comment 1 --></doc>

<?pi-without-data     ?>

<!-- Comment 2 -->

<!-- Comment 3 -->`;
const PROLOG_PLAIN = `<?xml-stylesheet href="doc.xsl"
   type="text/xsl"   ?>
<doc>Hello, world!</doc>
<?pi-without-data?>`;
const PROLOG_COMMENTED = `<?xml-stylesheet href="doc.xsl"
   type="text/xsl"   ?>
<doc>Hello, world!<!-- Comment 1 --></doc>
<?pi-without-data?>
<!-- Comment 2 -->
<!-- Comment 3 -->`;

const SPACES = `<doc>
   <clean>   </clean>
   <dirty>   A   B   </dirty>
   <mixed>
      A
      <clean>   </clean>
      B
      <dirty>   A   B   </dirty>
      C
   </mixed>
</doc>`;

const TAGS = `<doc>
   <e1   />
   <e2   ></e2>
   <e3   name = "elem3"   id="elem3"   />
   <e4   name="elem4"   id="elem4"   ></e4>
   <e5 a:attr="out" b:attr="sorted" attr2="all" attr="I'm"
      xmlns:b="http://www.ietf.org"
      xmlns:a="http://www.w3.org"
      xmlns="http://example.org"/>
   <e6 xmlns="" xmlns:a="http://www.w3.org">
      <e7 xmlns="http://www.ietf.org">
         <e8 xmlns="" xmlns:a="http://www.w3.org">
            <e9 xmlns="" xmlns:a="http://www.ietf.org"/>
         </e8>
      </e7>
   </e6>
</doc>`;
const TAGS_CANONICAL = `<doc>
   <e1></e1>
   <e2></e2>
   <e3 id="elem3" name="elem3"></e3>
   <e4 id="elem4" name="elem4"></e4>
   <e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I'm" attr2="all" b:attr="sorted" a:attr="out"></e5>
   <e6 xmlns:a="http://www.w3.org">
      <e7 xmlns="http://www.ietf.org">
         <e8 xmlns="">
            <e9 xmlns:a="http://www.ietf.org"></e9>
         </e8>
      </e7>
   </e6>
</doc>`;

const CHARACTERS = `<doc>
   <text>First line&#x0d;&#10;Second line</text>
   <value>&#x32;</value>
   <compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute>
   <compute expr='value>"0" &amp;&amp; value&lt;"10" ?"valid":"error"'>valid</compute>
   <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>
</doc>`;
const CHARACTERS_CANONICAL = `<doc>
   <text>First line&#xD;
Second line</text>
   <value>2</value>
   <compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute>
   <compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;">valid</compute>
   <norm attr=" '    &#xD;&#xA;&#x9;   ' "></norm>
</doc>`;

describe('the examples of Canonical XML 1.0', () => {
  it.each<[title: string, xml: string, method: Method, form: string]>([
    ['3.1 instructions and comments outside the root', PROLOG, inclusive, PROLOG_PLAIN],
    ['3.1 the same with comments', PROLOG, withComments, PROLOG_COMMENTED],
    ['3.2 white space in content', SPACES, inclusive, SPACES],
    [
      '3.3 start and end tags (without the default attribute of the DTD)',
      TAGS,
      inclusive,
      TAGS_CANONICAL,
    ],
    [
      '3.4 characters and references (without attributes typed in a DTD)',
      CHARACTERS,
      inclusive,
      CHARACTERS_CANONICAL,
    ],
    ['3.6 UTF-8 (read from decoded text)', '<doc>&#169;</doc>', inclusive, '<doc>©</doc>'],
  ])('%s', (_title, xml, method, form) => {
    expect(canonicaliseDocument(parseXml(xml, { allowDtd: true }), method)).toBe(form);
    expect(theirDocument(xml, method)).toBe(form);
  });

  it('3.5 entity references: refused, a DTD is never acted upon', () => {
    const xml = '<!DOCTYPE doc [<!ENTITY ent "Hello">]>\n<doc>&ent;</doc>';
    expect(() => parseXml(xml, { allowDtd: true })).toThrow('undefined entity');
  });

  it('3.7 document subsets: subtrees (other node sets cannot be asked for)', () => {
    const xml =
      '<doc xmlns="http://www.ietf.org" xmlns:w3c="http://www.w3.org"><e1>' +
      '<e2 xmlns="" xml:space="preserve"><e3 id="E3"/></e2></e1></doc>';
    const forms = [
      '<e1 xmlns="http://www.ietf.org" xmlns:w3c="http://www.w3.org"><e2 xmlns="" xml:space="preserve"><e3 id="E3"></e3></e2></e1>',
      '<e2 xmlns:w3c="http://www.w3.org" xml:space="preserve"><e3 id="E3"></e3></e2>',
      '<e3 xmlns:w3c="http://www.w3.org" id="E3" xml:space="preserve"></e3>',
    ];
    expect(forms.map((_form, index) => subtree(xml, index + 1, inclusive))).toEqual(forms);
  });
});

/** The canonical form of one element where it stands, when libxml2 says the same. */
function subtree(xml: string, index: number, method: Method): string {
  const place = placesOf(parseXml(xml))[index] ?? expect.fail('no such element');
  const form = canonicalise(place.element, { ...method, ancestors: place.ancestors });
  expect(theirSubtree(xml, index, method)).toBe(form);
  return form;
}

describe('the examples of Exclusive XML Canonicalization 1.0', () => {
  const inPdu = `<n2:pdu xmlns:n1="http://example.com"
           xmlns:n2="http://foo.example"
           xml:lang="fr"
           xml:space="retain">
  <n1:elem2 xmlns:n1="http://example.net"
               xml:lang="en">
       <n3:stuff xmlns:n3="ftp://example.org"/>
  </n1:elem2>
</n2:pdu>`;
  const inLocal = `<n0:local xmlns:n0="foo:bar"
          xmlns:n3="ftp://example.org">
  <n1:elem2 xmlns:n1="http://example.net"
               xml:lang="en">
       <n3:stuff xmlns:n3="ftp://example.org"/>
  </n1:elem2>
</n0:local>`;

  it('2.2 the general problem: inclusive forms differ by their surroundings', () => {
    expect(subtree(inPdu, 1, inclusive))
      .toBe(`<n1:elem2 xmlns:n1="http://example.net" xmlns:n2="http://foo.example" xml:lang="en" xml:space="retain">
       <n3:stuff xmlns:n3="ftp://example.org"></n3:stuff>
  </n1:elem2>`);
    expect(subtree(inLocal, 1, inclusive))
      .toBe(`<n1:elem2 xmlns:n0="foo:bar" xmlns:n1="http://example.net" xmlns:n3="ftp://example.org" xml:lang="en">
       <n3:stuff></n3:stuff>
  </n1:elem2>`);
  });

  it('2.2 the exclusive form is the same in both', () => {
    const form = `<n1:elem2 xmlns:n1="http://example.net" xml:lang="en">
       <n3:stuff xmlns:n3="ftp://example.org"></n3:stuff>
  </n1:elem2>`;
    expect(subtree(inPdu, 1, exclusive)).toBe(form);
    expect(subtree(inLocal, 1, exclusive)).toBe(form);
  });

  it.each<[title: string, prefixes: string[], form: string]>([
    ['nothing', [], '<q:b xmlns:q="urn:q"><c></c></q:b>'],
    ['a prefix', ['p'], '<q:b xmlns:p="urn:p" xmlns:q="urn:q"><c></c></q:b>'],
    [
      'the default namespace',
      ['#default'],
      '<q:b xmlns="urn:d" xmlns:q="urn:q"><c xmlns=""></c></q:b>',
    ],
    ['a prefix that nobody declares', ['nowhere', 'xml'], '<q:b xmlns:q="urn:q"><c></c></q:b>'],
  ])('3 the PrefixList names %s', (_title, inclusivePrefixes, form) => {
    const xml = '<p:a xmlns:p="urn:p" xmlns="urn:d" xmlns:q="urn:q"><q:b><c xmlns=""/></q:b></p:a>';
    expect(subtree(xml, 1, { method: 'exclusive', inclusivePrefixes })).toBe(form);
  });
});

describe('canonicalise', () => {
  it('sorts by code points, not by UTF-16 units', () => {
    const xml = '<a 𐀀="1" Ａ="2" xmlns:𐀀="urn:1" xmlns:Ａ="urn:2"/>';
    expect(subtree(xml, 0, inclusive)).toBe(
      '<a xmlns:Ａ="urn:2" xmlns:𐀀="urn:1" Ａ="2" 𐀀="1"></a>',
    );
  });

  it('escapes namespace URIs as attributes (2.3), which libxml2 forgets', () => {
    const form = canonicalise(element('a', [['xmlns', 'urn:a?b&c']]), exclusive);
    expect(form).toBe('<a xmlns="urn:a?b&amp;c"></a>');
  });

  it('leaves out one element, and only that one', () => {
    const signature = element('ds:Signature', [['xmlns:ds', 'urn:ds']], ['x']);
    const twin = element('ds:Signature', [['xmlns:ds', 'urn:ds']], ['x']);
    const tree = element('a', [], [signature, 'text', element('b', [], [twin])]);
    expect(canonicalise(tree, { method: 'exclusive', omit: signature })).toBe(
      '<a>text<b><ds:Signature xmlns:ds="urn:ds">x</ds:Signature></b></a>',
    );
  });

  it('keeps comments only on demand, also between pieces of text', () => {
    const tree = parseXml('<a>ad<!-- x -->min<![CDATA[&]]></a>');
    expect(canonicaliseDocument(tree, exclusive)).toBe('<a>admin&amp;</a>');
    expect(canonicaliseDocument(tree, { method: 'exclusive', comments: true })).toBe(
      '<a>ad<!-- x -->min&amp;</a>',
    );
  });

  it('does not change what it reads', () => {
    const freeze = (node: XmlNode): XmlNode => {
      if (node.kind === 'element') node.children.forEach(freeze);
      return Object.freeze(node);
    };
    const tree = freeze(element('a', [['xmlns:b', 'urn:b']], [element('b:c'), 'x'])) as XmlElement;
    const first = canonicalise(tree, inclusive);
    expect(canonicalise(tree, inclusive)).toBe(first);
  });

  it.each<[title: string, tree: XmlElement, message: string, options?: Partial<CanonicalOptions>]>([
    ['raw bytes', element('a', [], [{ kind: 'raw', text: '<b/>' }]), 'raw bytes'],
    ['an undeclared prefix', element('b:a'), 'prefix "b" is not declared'],
    ['an undeclared attribute prefix', element('a', [['b:c', '']]), 'prefix "b" is not declared'],
    ['a relative namespace', element('a', [['xmlns', 'x']]), 'relative URI "x"'],
    ['an undeclaring prefix', element('a', [['xmlns:b', '']]), '"xmlns:b" is empty'],
    [
      'an attribute twice',
      element('a', [
        ['b', '1'],
        ['c', ''],
        ['b', '2'],
      ]),
      '"b" stands twice',
    ],
    [
      'an attribute twice in a row',
      element('a', [
        ['b', '1'],
        ['b', '1'],
      ]),
      '"b" stands twice',
    ],
    [
      'an attribute twice by namespace',
      element('a', [
        ['b:d', ''],
        ['c:d', ''],
      ]),
      'stands twice',
      {
        ancestors: [
          element('r', [
            ['xmlns:b', 'urn:x'],
            ['xmlns:c', 'urn:x'],
          ]),
        ],
      },
    ],
    [
      'a declaration twice',
      element('a', [
        ['xmlns:b', 'urn:b'],
        ['xmlns:b', 'urn:c'],
      ]),
      'twice',
    ],
    [
      'a relative namespace around it',
      element('a'),
      'relative URI "../x"',
      { ancestors: [element('r', [['xmlns:b', '../x']])] },
    ],
  ])('refuses %s', (_title, tree, message, options) => {
    for (const method of ['exclusive', 'inclusive'] as const) {
      const run = (): string => canonicalise(tree, { method, ...options });
      expect(run).toThrow(expect.objectContaining({ code: 'xml-not-canonical' }));
      expect(run).toThrow(message);
    }
  });

  it('refuses characters that no document can carry', () => {
    const code = 'xml-not-writable';
    expect(() => canonicalise(element('a', [], ['\0']), exclusive)).toThrow(
      expect.objectContaining({ code }),
    );
    expect(() => canonicalise(element('a', [['b', '\ud800']]), exclusive)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('refuses a tree that is too deep before the stack ends', () => {
    let tree = element('a');
    for (let level = 1; level < 1000; level++) tree = element('a', [], [tree]);
    expect(canonicalise(tree, exclusive)).toHaveLength(7000);
    for (let level = 0; level < 50_000; level++) tree = element('a', [], [tree]);
    expect(() => canonicalise(tree, exclusive)).toThrow(UserError);
    expect(() => canonicalise(tree, exclusive)).toThrow(
      expect.objectContaining({ code: 'xml-too-deep' }),
    );
  });

  it.each<[title: string, children: XmlNode[], message: string]>([
    ['no root', [text('\n')], 'no root element'],
    ['two roots', [element('a'), element('b')], 'a second root element'],
    ['text outside the root', [element('a'), text('b')], 'text outside the root element'],
    [
      'raw bytes outside the root',
      [{ kind: 'raw', text: '<x' }, element('a')],
      'raw outside the root element',
    ],
  ])('refuses a document with %s', (_title, children, message) => {
    expect(() => canonicaliseDocument({ children }, inclusive)).toThrow(message);
  });
});
