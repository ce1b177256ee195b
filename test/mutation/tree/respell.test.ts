import { describe, expect, it } from 'vitest';
import { respell } from '../../../src/mutation/tree/respell.js';
import type { TreeOperations } from '../../../src/scenario/mutation/tree-operations.js';
import { TREE_SCHEMAS } from '../../../src/scenario/schema/mutation/tree-schemas.js';
import { parseXml } from '../../../src/xml/parse.js';
import { writeXml } from '../../../src/xml/write.js';
import { messageOf, SCENE, VENDORS } from '../text/playing.js';

function respelled(xml: string, settings: TreeOperations['respell']): string {
  const draft = { document: parseXml(xml), kept: {}, texts: {} };
  return writeXml(respell.apply(draft, settings, SCENE).document);
}

const nameIdIn = (xml: string): string | undefined =>
  /<(?:\w+:)?NameID[^>]*>([^<]*)</.exec(xml)?.[1];

describe.each(VENDORS)('respell in a message of %s', (vendor) => {
  const xml = messageOf(vendor);

  it.each([
    [{ as: 'upper' }, 'ADA@ACME.EXAMPLE'],
    [{ as: 'wide' }, 'ａｄａ@ａｃｍｅ.ｅｘａｍｐｌｅ'],
    [{ find: 'a', with: 'ª' }, 'ªdª@ªcme.exªmple'],
  ] as const)('%j', (settings, nameId) => {
    const changed = respelled(xml, { at: '//NameID', ...settings });
    expect(nameIdIn(changed)).toBe(nameId);
    expect(nameIdIn(changed)?.normalize('NFKC').toLowerCase()).toBe('ada@acme.example');
    expect(changed.replace(nameId, 'ada@acme.example')).toBe(writeXml(parseXml(xml)));
  });

  it('values of attributes', () => {
    const changed = respelled(xml, { at: '//Audience', find: 'sp', with: 'SP' });
    expect(changed).not.toBe(xml);
    const version = respelled(xml, { at: '/Response/@Version', find: '2', with: '１' });
    expect(/Version="１.0"/.test(version)).toBe(true);
  });

  it('says what is not there', () => {
    expect(() => respelled(xml, { at: '//NameID', find: 'q', with: 'k' })).toThrow(
      'respell changes nothing of "ada@acme.example" at //NameID.',
    );
  });
});

it('is written in one of two ways', () => {
  const schema = TREE_SCHEMAS.respell;
  expect(schema.safeParse({ at: '//NameID', as: 'upper' }).success).toBe(true);
  expect(schema.safeParse({ at: '//NameID', find: 'a', with: 'b' }).success).toBe(true);
  expect(schema.safeParse({ at: '//NameID' }).success).toBe(false);
  expect(schema.safeParse({ at: '//NameID', find: 'a' }).success).toBe(false);
  expect(schema.safeParse({ at: '//NameID', as: 'upper', find: 'a', with: 'b' }).success).toBe(
    false,
  );
});

it('is told to people', () => {
  expect(respell.describe({ at: '//NameID', as: 'wide' })).toBe('writes //NameID in wide letters');
  expect(respell.describe({ at: '//NameID', find: 'i', with: 'ı' })).toBe(
    'writes "ı" for "i" in //NameID',
  );
});
