import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { createKeyFiles } from '../../src/keys/key-files.js';
import { FIXED_KEY_NAMES, keyFileNames } from '../../src/keys/key-file-names.js';
import { signingKeyFromPem } from '../../src/keys/key-pair.js';
import { TEST_ONLY_MARK } from '../../src/keys/pem.js';

const FOLDER = join(import.meta.dirname, '../../certs');
const SUBJECTS: Readonly<Record<string, RegExp>> = {
  okta: /OU=SSOProvider\nCN=acme\nemailAddress=info@okta\.com$/,
  entra: /^CN=Microsoft Azure Federated SSO Certificate$/,
  generic: /^CN=Standin test IdP acme$/,
  sp: /^CN=Standin test SP acme$/,
  ec: /^CN=Standin test IdP acme$/,
};

function read(name: string): { readonly privateKey: string; readonly certificate: string } {
  const files = keyFileNames(name);
  return {
    privateKey: readFileSync(join(FOLDER, files.privateKey), 'utf8'),
    certificate: readFileSync(join(FOLDER, files.certificate), 'utf8'),
  };
}

describe('certs/', () => {
  for (const name of FIXED_KEY_NAMES) {
    it(`${name} is a pair that belongs together and says test-only`, () => {
      const pem = read(name);
      expect(pem.privateKey.startsWith(`${TEST_ONLY_MARK}.\n-----BEGIN PRIVATE KEY`)).toBe(true);
      expect(pem.certificate.startsWith('-----BEGIN CERTIFICATE-----\n')).toBe(true);
      const key = signingKeyFromPem(pem);
      expect(key.kind).toBe(name === 'ec-1' ? 'ec-p256' : 'rsa-2048');
      const x509 = new X509Certificate(pem.certificate);
      expect(x509.raw.includes(TEST_ONLY_MARK)).toBe(true);
      expect(x509.subject).toMatch(SUBJECTS[name.split('-')[0] ?? ''] ?? /never/);
      expect(x509.verify(key.publicKey)).toBe(true);
      // Other programs read the file as it is, with the line above the block.
      expect(x509.checkPrivateKey(createPrivateKey(pem.privateKey))).toBe(true);
      const validFrom = name.startsWith('okta') ? '2025-12-31T23:59:00Z' : '2026-01-01T00:00:00Z';
      expect(Date.parse(x509.validFrom)).toBe(Date.parse(validFrom));
    });
  }

  it('holds those pairs and nothing else, each with a key and a serial number of its own', () => {
    const expected = FIXED_KEY_NAMES.flatMap((name) => Object.values(keyFileNames(name)));
    expect(readdirSync(FOLDER).toSorted()).toEqual([...expected, 'README.md'].toSorted());
    const certificates = FIXED_KEY_NAMES.map((name) => new X509Certificate(read(name).certificate));
    const keys = certificates.map(({ publicKey }) => publicKey.export({ format: 'jwk' }));
    expect(new Set(keys.map(({ n, x }) => n ?? x)).size).toBe(FIXED_KEY_NAMES.length);
    const identities = certificates.map((each) => `${each.issuer} ${each.serialNumber}`);
    expect(new Set(identities).size).toBe(FIXED_KEY_NAMES.length);
  });
});

describe('createKeyFiles', () => {
  const options = {
    kind: 'ec-p256',
    shape: 'generic',
    tenant: 'acme',
    instant: Date.parse('2026-01-01T00:00:00Z'),
    random: seededRandom('7'),
  } as const;

  it('makes a private key only its owner may read, and a certificate', () => {
    const files = createKeyFiles({ ...options, names: ['a', 'b.1'] });
    expect(files.map(({ name, mode }) => [name, mode])).toEqual([
      ['a.NEVER-TRUST.key.pem', 0o600],
      ['a.NEVER-TRUST.crt.pem', 0o644],
      ['b.1.NEVER-TRUST.key.pem', 0o600],
      ['b.1.NEVER-TRUST.crt.pem', 0o644],
    ]);
    const [privateKey, certificate] = files.map(({ text }) => text);
    const key = signingKeyFromPem({
      privateKey: privateKey ?? '',
      certificate: certificate ?? '',
    });
    expect(key.kind).toBe('ec-p256');
  });

  it('gives every certificate a serial number of its own, whatever the shape', () => {
    for (const shape of ['okta', 'entra', 'generic', 'sp'] as const) {
      const files = createKeyFiles({ ...options, shape, names: ['a', 'b', 'c'] });
      const certificates = files.filter(({ mode }) => mode === 0o644);
      const serials = certificates.map(({ text }) => new X509Certificate(text).serialNumber);
      expect(new Set(serials).size).toBe(3);
    }
  });

  it('refuses names that lead out of the folder', () => {
    for (const name of ['', '../x', 'a/b', '.', 'a..b', 'a b']) {
      expect(() => createKeyFiles({ ...options, names: [name] })).toThrow(
        expect.objectContaining({ name: 'UserError', code: 'option-invalid' }),
      );
    }
  });
});
