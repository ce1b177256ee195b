import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { issueCertificate } from '../../src/keys/certificate.js';
import { readCertificate } from '../../src/keys/key-pem.js';
import { createSigningKey, signingKeyFromPem, signingKeyToPem } from '../../src/keys/key-pair.js';
import type { KeyKind } from '../../src/keys/keys.js';

const CERTIFICATE = {
  shape: 'okta',
  tenant: 'acme',
  instant: Date.parse('2026-01-01T00:00:00Z'),
  random: seededRandom('7'),
} as const;
const KINDS: readonly KeyKind[] = ['rsa-2048', 'ec-p256'];
const key = createSigningKey('rsa-2048', CERTIFICATE);
const pem = signingKeyToPem(key);

function failure(code: string): unknown {
  return expect.objectContaining({ name: 'UserError', code, fix: expect.any(String) as string });
}

describe('signingKeyFromPem', () => {
  for (const kind of KINDS) {
    it(`reads back a key of kind ${kind}`, () => {
      const made = createSigningKey(kind, CERTIFICATE);
      const read = signingKeyFromPem(signingKeyToPem(made));
      expect(read.kind).toBe(kind);
      expect(read.certificate).toEqual(made.certificate);
      const signature = sign('sha256', Buffer.from('text'), read.privateKey);
      expect(verify('sha256', Buffer.from('text'), made.publicKey, signature)).toBe(true);
      expect(verify('sha256', Buffer.from('text'), read.publicKey, signature)).toBe(true);
    });
  }

  it('reads the older PKCS #1 and SEC 1 forms, text around the blocks and CRLF', () => {
    const old = key.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const noisy = `Bag Attributes\n  friendlyName: okta\n${old}-- the end`.replaceAll('\n', '\r\n');
    const read = signingKeyFromPem({ privateKey: noisy, certificate: `x\n${pem.certificate}y` });
    expect(signingKeyToPem(read)).toEqual(pem);
    const ec = createSigningKey('ec-p256', CERTIFICATE);
    const sec1 = ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString();
    const { certificate } = signingKeyToPem(ec);
    expect(signingKeyFromPem({ privateKey: sec1, certificate }).kind).toBe('ec-p256');
  });

  it('refuses a certificate of another key', () => {
    const { certificate } = signingKeyToPem(createSigningKey('rsa-2048', CERTIFICATE));
    expect(() => signingKeyFromPem({ ...pem, certificate })).toThrow(failure('key-invalid'));
  });

  it('refuses what it cannot read, and says what to do', () => {
    const broken = pem.privateKey.replace(/MII.{20}/, 'AAAA');
    for (const privateKey of ['', 'nonsense', broken, pem.certificate]) {
      expect(() => signingKeyFromPem({ ...pem, privateKey })).toThrow(failure('key-invalid'));
    }
    for (const certificate of ['', 'nonsense', pem.privateKey]) {
      expect(() => signingKeyFromPem({ ...pem, certificate })).toThrow(failure('key-invalid'));
    }
    const locked = key.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    expect(() => signingKeyFromPem({ ...pem, privateKey: locked.toString() })).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('pass phrase') as string }),
    );
  });

  it('refuses kinds of keys that no vendor signs with', () => {
    const pairs = [
      generateKeyPairSync('rsa', { modulusLength: 1024 }),
      generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
    ];
    for (const pair of pairs) {
      const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const certificate = issueCertificate(CERTIFICATE, pair).pem;
      expect(() => signingKeyFromPem({ privateKey, certificate })).toThrow(
        failure('key-unsupported'),
      );
    }
    const ed25519 = generateKeyPairSync('ed25519');
    expect(() => issueCertificate(CERTIFICATE, ed25519)).toThrow(failure('key-unsupported'));
  });
});

describe('readCertificate', () => {
  it('takes PEM, bare base64 and wrapped base64', () => {
    const wrapped = key.certificate.base64.replace(/.{76}/g, '$&\n');
    for (const text of [key.certificate.pem, key.certificate.base64, wrapped]) {
      expect(readCertificate(text)).toMatchObject(key.certificate);
    }
  });
});
