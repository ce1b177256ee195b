import { createHash, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../../src/scenario/mutation.js';
import { fixedKey, scene } from '../../idp/scene.js';

function forged(...mutations: readonly Mutation[]): string {
  const key = (): never => {
    throw new Error('no other key is needed');
  };
  return scene('generic').issue({ forgery: { mutations, parts: {}, values: {}, key } }).xml;
}

function base64In(xml: string, element: string): Buffer {
  return Buffer.from(new RegExp(`<ds:${element}>([^<]*)<`).exec(xml)?.[1] ?? '', 'base64');
}

const { pem } = fixedKey('generic-1').certificate;

describe('resign, of a text', () => {
  it.each(['', 'what a broken canonicalisation gives'])(
    'signs %j, as node:crypto sees it',
    (text) => {
      const xml = forged(
        { operation: 'sign', settings: {} },
        { operation: 'resign', settings: { at: '//Signature', text } },
      );
      const value = base64In(xml, 'SignatureValue');
      expect(verify('sha256', Buffer.from(text), pem, value)).toBe(true);
      expect(verify('sha256', Buffer.from(`${text} `), pem, value)).toBe(false);
    },
  );
});

describe('digest, of what stands in the signature', () => {
  it('leaves out nothing around it', () => {
    const manifest =
      '<m:Object xmlns:m="http://www.w3.org/2000/09/xmldsig#"><m:Manifest Id="m"/></m:Object>';
    const xml = forged(
      { operation: 'sign', settings: {} },
      { operation: 'insert', settings: { at: '//Signature', xml: manifest } },
      { operation: 'digest', settings: { at: '//Reference', of: '//Manifest' } },
    );
    const canonical =
      '<m:Manifest xmlns:m="http://www.w3.org/2000/09/xmldsig#" Id="m"></m:Manifest>';
    expect(base64In(xml, 'DigestValue')).toEqual(createHash('sha256').update(canonical).digest());
  });
});
