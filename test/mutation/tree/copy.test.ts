import { describe, expect, it } from 'vitest';
import { copy } from '../../../src/mutation/tree/copy.js';
import type { TreeOperations } from '../../../src/scenario/mutation/tree-operations.js';
import { TREE_SCHEMAS } from '../../../src/scenario/schema/mutation/tree-schemas.js';
import { parseXml } from '../../../src/xml/parse.js';
import { writeXml } from '../../../src/xml/write.js';
import { messageOf, SCENE, VENDORS } from '../text/playing.js';

function copied(xml: string, settings: TreeOperations['copy']): string {
  const draft = { document: parseXml(xml), kept: {}, texts: {} };
  return writeXml(copy.apply(draft, settings, SCENE).document);
}

describe.each(VENDORS)('copy in a message of %s', (vendor) => {
  it('puts as many copies as it is told behind the original', () => {
    const xml = messageOf(vendor);
    const status = /<(?:\w+:)?StatusCode[^>]*\/>/.exec(writeXml(parseXml(xml)))?.[0] ?? '';
    const settings = { from: '//StatusCode', to: '//StatusCode', where: 'after' } as const;
    const many = copied(xml, { ...settings, times: 1000 });
    expect(many).toBe(writeXml(parseXml(xml)).replace(status, status.repeat(1001)));
    expect(copied(xml, settings)).toBe(copied(xml, { ...settings, times: 1 }));
  });
});

it('says how many, and takes no more than a message can hold', () => {
  const settings = { from: '//a', to: '/b', times: 7 };
  expect(copy.describe(settings)).toBe('copies //a 7 times, last in /b');
  expect(copy.describe({ from: '//a', to: '/b' })).toBe('copies //a, last in /b');
  expect(TREE_SCHEMAS.copy.safeParse(settings).success).toBe(true);
  expect(TREE_SCHEMAS.copy.safeParse({ ...settings, times: 0 }).success).toBe(false);
  expect(TREE_SCHEMAS.copy.safeParse({ ...settings, times: 100_001 }).success).toBe(false);
});
