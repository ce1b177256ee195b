import { describe, expect, it } from 'vitest';
import { canonicalise } from '../../src/xml/canonicalise.js';
import { element, type XmlElement } from '../../src/xml/node.js';
import { parseXml } from '../../src/xml/parse.js';
import { standalone } from '../../src/xml/standalone.js';
import { writeXml } from '../../src/xml/write.js';

const outer = element('r', [
  ['xmlns', 'urn:outer'],
  ['xmlns:a', 'urn:a'],
  ['xmlns:b', 'urn:far'],
  ['b:x', '1'],
]);
const inner = element('m', [['xmlns:b', 'urn:near']]);
const leaf = element('a:leaf', [['type', 'b:t']], [element('c')]);

describe('standalone', () => {
  it('declares what is around it, the nearest of each prefix', () => {
    expect(writeXml(standalone(leaf, [outer, inner]))).toBe(
      '<a:leaf type="b:t" xmlns="urn:outer" xmlns:a="urn:a" xmlns:b="urn:near"><c/></a:leaf>',
    );
  });

  it('keeps what the element declares itself', () => {
    const own = element('a:leaf', [['xmlns:a', 'urn:own']]);
    expect(writeXml(standalone(own, [element('r', [['xmlns:a', 'urn:a']])]))).toBe(
      '<a:leaf xmlns:a="urn:own"/>',
    );
  });

  it('changes nothing where nothing is inherited', () => {
    const undeclared = element('m', [['xmlns', '']]);
    expect(standalone(leaf, [])).toBe(leaf);
    expect(standalone(leaf, [undeclared])).toBe(leaf);
    expect(standalone(leaf, [element('r', [['xmlns', 'urn:r']]), undeclared])).toBe(leaf);
  });

  it('leaves the exclusive canonical form as it was', () => {
    const alone = standalone(leaf, [outer, inner]);
    const reread = parseXml(writeXml(alone)).children[0] as XmlElement;
    const method = 'exclusive';
    expect(canonicalise(reread, { method })).toBe(
      canonicalise(leaf, { method, ancestors: [outer, inner] }),
    );
  });
});
