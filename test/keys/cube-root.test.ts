import { constants, publicDecrypt, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { forgeByCubeRoot } from '../../src/keys/cube-root.js';
import { readSigningKey } from '../../src/run/key-files.js';

const { publicKey } = readSigningKey('exponent-3-1');

it('begins as a signature does once OpenSSL has cubed it, and is none', () => {
  const value = Buffer.from(forgeByCubeRoot('anything', publicKey), 'base64');
  const block = publicDecrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, value);
  expect(block).toHaveLength(256);
  // echo -n anything | sha256sum
  expect(block.toString('hex')).toMatch(
    /^0001(?:ff){8}003031300d060960864801650304020105000420ee0874170b7f6f32b8c2ac9573c428d35b575270a66b757c2c0185d2bd09718d/,
  );
  expect(verify('sha256', Buffer.from('anything'), publicKey, value)).toBe(false);
});

it('draws from nothing', () => {
  expect(forgeByCubeRoot('a', publicKey)).toBe(forgeByCubeRoot('a', publicKey));
  expect(forgeByCubeRoot('a', publicKey)).not.toBe(forgeByCubeRoot('b', publicKey));
});
