import { describe, expect, it } from 'vitest';
import { element } from '../../src/xml/node.js';
import { parseXml } from '../../src/xml/parse.js';
import {
  attributeOf,
  childrenNamed,
  isNamed,
  resolve,
  rootOf,
  textOf,
} from '../../src/xml/query.js';

describe('query', () => {
  const root = rootOf(
    parseXml(
      '<!--c--><s:r xmlns:s="urn:s" xmlns="urn:d" ID="1" s:ID="2"><s:a>one<!--x-->two<![CDATA[&]]></s:a>' +
        '<a/><t:a xmlns:t="urn:s" xmlns:s="urn:other"><s:a/></t:a><s:a xmlns=""><a/></s:a></s:r>',
    ),
  );

  it('finds children by namespace, whatever their prefix', () => {
    expect(isNamed(root, 'urn:s', 'r')).toBe(true);
    expect(childrenNamed(root, 'urn:s', 'a').map((child) => child.element.name)).toEqual([
      's:a',
      't:a',
      's:a',
    ]);
    expect(childrenNamed(root, 'urn:d', 'a')).toHaveLength(1);
    const [, second, third] = childrenNamed(root, 'urn:s', 'a');
    expect(second?.children[0]).toMatchObject({ namespace: 'urn:other', local: 'a' });
    expect(third?.children[0]).toMatchObject({ namespace: '', local: 'a' });
  });

  it('reads attributes without a namespace', () => {
    expect(attributeOf(root, 'ID')).toBe('1');
    expect(attributeOf(root, 'id')).toBeUndefined();
  });

  it('reads the whole text of an element, not what stands before a comment', () => {
    expect(childrenNamed(root, 'urn:s', 'a').map(textOf)).toEqual(['onetwo&', '', '']);
  });

  it('takes namespaces from ancestors', () => {
    const outer = element('x', [['xmlns:p', 'urn:p']]);
    expect(resolve(element('p:a'), [outer])).toMatchObject({ namespace: 'urn:p', local: 'a' });
    expect(() => resolve(element('p:a'))).toThrow('the prefix "p" is not declared');
    expect(resolve(element('xml:a')).namespace).toBe('http://www.w3.org/XML/1998/namespace');
  });

  it('wants exactly one root', () => {
    expect(() => rootOf({ children: [] })).toThrow('exactly one root');
    expect(() => rootOf({ children: [element('a'), element('b')] })).toThrow('exactly one root');
  });
});
