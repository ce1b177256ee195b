import { createHash, createHmac, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  anyAlgorithmOf,
  anyAlgorithmUri,
  anyDigestUri,
  digestAnyhow,
  macAnyhow,
  signAnyhow,
} from '../../src/keys/any-signature.js';
import { signPss } from '../../src/keys/pss.js';
import { fixedKey, fixedPem } from './saml-tree.js';

const TEXT = 'é <a/>';
const key = fixedKey('okta-1');

describe('signatures that no vendor makes', () => {
  it.each([
    ['rsa-md5', 'okta-1', 'md5', {}],
    ['rsa-pss-sha256', 'okta-1', 'sha256', { padding: 6, saltLength: 32 }],
    ['rsa-pss-sha256', 'weak-1', 'sha256', { padding: 6, saltLength: 32 }],
    ['rsa-sha384', 'okta-1', 'sha384', {}],
    ['ecdsa-sha256', 'ec-1', 'sha256', { dsaEncoding: 'ieee-p1363' }],
    ['ecdsa-sha256-der', 'ec-1', 'sha256', { dsaEncoding: 'der' }],
    ['dsa-sha1', 'dsa-1', 'sha1', { dsaEncoding: 'ieee-p1363' }],
  ] as const)('%s by %s is one, as node:crypto verifies', (name, pair, hash, options) => {
    const value = Buffer.from(signAnyhow(TEXT, fixedKey(pair), name), 'base64');
    const publicKey = createPublicKey(fixedPem(pair).certificate);
    const how = { key: publicKey, ...options };
    expect(verify(hash, Buffer.from(TEXT), how, value)).toBe(true);
    expect(verify(hash, Buffer.from(`${TEXT} `), how, value)).toBe(false);
  });

  it('say the same of the same: PSS, too', () => {
    const { privateKey } = key;
    expect(signPss(TEXT, privateKey)).toBe(signPss(TEXT, privateKey));
    expect(signPss(TEXT, privateKey)).not.toBe(signPss('', privateKey));
  });

  it('are by no algorithm that there is none of', () => {
    for (const name of ['rsa-sha3', 'toString', 'hmac-sha1']) {
      expect(() => signAnyhow(TEXT, key, name)).toThrow(
        expect.objectContaining({ code: 'algorithm-unknown' }),
      );
    }
  });
});

describe('an HMAC with a secret that anybody can know', () => {
  const x509 = new X509Certificate(fixedPem('okta-1').certificate);
  const { n = '' } = x509.publicKey.export({ format: 'jwk' });
  const pem = fixedPem('okta-1').certificate;

  it.each<[string, Buffer]>([
    ['certificate-pem', Buffer.from(pem)],
    ['certificate-pem-trimmed', Buffer.from(pem.trimEnd())],
    ['certificate-base64', Buffer.from(x509.raw.toString('base64'))],
    ['certificate-der', x509.raw],
    ['public-key-pem', Buffer.from(x509.publicKey.export({ type: 'spki', format: 'pem' }))],
    ['public-key-der', x509.publicKey.export({ type: 'spki', format: 'der' })],
    ['modulus', Buffer.from(n, 'base64url')],
    ['empty', Buffer.alloc(0)],
  ])('%s', (secret, expected) => {
    for (const hash of ['sha1', 'sha256']) {
      const mac = createHmac(hash, expected).update(TEXT, 'utf8').digest();
      const algorithm = `hmac-${hash}`;
      const whole = macAnyhow(TEXT, key, { algorithm, secret });
      expect(whole).toBe(mac.toString('base64'));
      const some = macAnyhow(TEXT, key, { algorithm, secret, bits: 12 });
      expect(some).toBe(mac.subarray(0, 2).toString('base64'));
      expect(macAnyhow(TEXT, key, { algorithm, secret, bits: 0 })).toBe('');
      expect(macAnyhow(TEXT, key, { algorithm, secret, bits: 999 })).toBe(whole);
    }
  });

  it('of no other kind', () => {
    const unknown: unknown = expect.objectContaining({ code: 'algorithm-unknown' });
    expect(() => macAnyhow('', key, { algorithm: 'hmac-md4', secret: 'empty' })).toThrow(unknown);
    expect(() => macAnyhow('', key, { algorithm: 'hmac-sha1', secret: 'none' })).toThrow(unknown);
  });
});

describe('names and URIs', () => {
  it('belong together', () => {
    const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
    expect(anyAlgorithmUri('rsa-md5')).toBe(`${MORE}rsa-md5`);
    expect(anyAlgorithmUri('hmac-sha256')).toBe(`${MORE}hmac-sha256`);
    expect(anyAlgorithmUri('rsa-sha384')).toBe(`${MORE}rsa-sha384`);
    expect(anyAlgorithmOf(`${MORE}hmac-sha256`)).toBe('hmac-sha256');
    expect(anyAlgorithmOf(`${MORE}ecdsa-sha256`)).toBe('ecdsa-sha256');
    expect(anyAlgorithmOf(`${MORE}rsa-sha256`)).toBe('rsa-sha256');
    expect(anyAlgorithmOf('urn:x')).toBeUndefined();
    expect(anyDigestUri('md5')).toBe(`${MORE}md5`);
    expect(anyDigestUri('sha1')).toBe('http://www.w3.org/2000/09/xmldsig#sha1');
  });

  it('are the same where nobody knows them', () => {
    for (const name of ['urn:x', 'toString']) {
      expect(anyAlgorithmUri(name)).toBe(name);
      expect(anyDigestUri(name)).toBe(name);
    }
  });
});

it('digests by name and by URI', () => {
  for (const hash of ['md5', 'sha1', 'sha256', 'sha384', 'sha512']) {
    const expected = createHash(hash).update(TEXT, 'utf8').digest('base64');
    expect(digestAnyhow(TEXT, hash)).toBe(expected);
    expect(digestAnyhow(TEXT, anyDigestUri(hash))).toBe(expected);
  }
  expect(() => digestAnyhow('', 'sha3')).toThrow(
    expect.objectContaining({ code: 'algorithm-unknown' }),
  );
});
