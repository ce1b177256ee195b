import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { CERTIFICATE_SHAPES } from '../../src/keys/certificate-shapes.js';
import { createKeyFiles } from '../../src/keys/key-files.js';
import { FIXED_KEY_NAMES, keyFileNames, type FixedKeyName } from '../../src/keys/key-file-names.js';
import { signingKeyFromPem } from '../../src/keys/key-pair.js';
import type { CertificateShape, SigningKey } from '../../src/keys/keys.js';
import { TEST_ONLY_MARK } from '../../src/keys/pem.js';
import { readSigningKey } from '../../src/run/key-files.js';

const FOLDER = join(import.meta.dirname, '../../certs');

/** What a fixed pair is. */
interface FixedPair {
  readonly kind?: SigningKey['kind'];
  readonly subject: RegExp;
  readonly validFrom: string;
}

function okta(more: Partial<FixedPair> = {}): FixedPair {
  const subject = /OU=SSOProvider\nCN=acme\nemailAddress=info@okta\.com$/;
  return { subject, validFrom: '2025-12-31T23:59:00Z', ...more };
}

function own(subject: RegExp, more: Partial<FixedPair> = {}): FixedPair {
  return { subject, validFrom: '2026-01-01T00:00:00Z', ...more };
}

const ENTRA = own(/^CN=Microsoft Azure Federated SSO Certificate$/);
const GENERIC = own(/^CN=Standin test IdP acme$/);
const GOOGLE = own(
  /^O=Google Inc\.\nL=Mountain View\nCN=Google\nOU=Google For Work\nC=US\nST=California$/,
  {
    validFrom: '2025-12-31T23:59:59Z',
  },
);
const ONELOGIN = own(/^O=acme\nOU=OneLogin IdP\nCN=OneLogin Account\\ $/);
const PAIRS: Readonly<Record<FixedKeyName, FixedPair>> = {
  'okta-1': okta(),
  'okta-2': okta(),
  'entra-1': ENTRA,
  'entra-2': ENTRA,
  'google-workspace-1': GOOGLE,
  'google-workspace-2': GOOGLE,
  'onelogin-1': ONELOGIN,
  'onelogin-2': ONELOGIN,
  'generic-1': GENERIC,
  'generic-2': GENERIC,
  'sp-1': own(/^CN=Standin test SP acme$/),
  'ec-1': { ...GENERIC, kind: 'ec-p256' },
  'sp-encryption-1': own(/^CN=Standin test SP acme$/),
  'other-1': okta({ subject: /OU=SSOProvider\nCN=globex\nemailAddress=info@okta\.com$/ }),
  'attacker-1': okta(),
  'retired-1': okta({ validFrom: '2022-12-31T23:59:00Z' }),
  'expired-1': okta({ validFrom: '2009-12-31T23:59:00Z' }),
  'rsa-4096-1': okta({ kind: 'rsa-4096' }),
  'weak-1': okta({ kind: 'rsa-1024' }),
  'exponent-3-1': okta(),
  'ca-1': own(/^CN=Standin test CA acme$/),
  'ca-signed-idp-1': okta(),
  'ca-signed-attacker-1': okta(),
  'dsa-1': own(/^CN=Standin test IdP acme$/, { kind: 'dsa-1024' }),
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
      const { kind = 'rsa-2048', subject, validFrom } = PAIRS[name];
      const key = readSigningKey(name);
      expect(key.kind).toBe(kind);
      const x509 = new X509Certificate(pem.certificate);
      expect(x509.raw.includes(TEST_ONLY_MARK)).toBe(true);
      expect(x509.subject).toMatch(subject);
      const issuer = name.startsWith('ca-') ? readSigningKey('ca-1') : key;
      expect(x509.verify(issuer.publicKey)).toBe(true);
      // OneLogin's say that their key signs no certificates, and are signed with it.
      const issued = x509.checkIssued(new X509Certificate(issuer.certificate.pem));
      expect(issued).toBe(!name.startsWith('onelogin-'));
      expect(x509.ca).toBe(name === 'ca-1');
      // Other programs read the file as it is, with the line above the block.
      expect(x509.checkPrivateKey(createPrivateKey(pem.privateKey))).toBe(true);
      expect(Date.parse(x509.validFrom)).toBe(Date.parse(validFrom));
    });
  }

  it('has what attacks need of a pair', () => {
    const x509 = (name: FixedKeyName): X509Certificate =>
      new X509Certificate(read(name).certificate);
    expect(x509('attacker-1').subject).toBe(x509('okta-1').subject);
    expect(x509('ca-signed-attacker-1').subject).toBe(x509('ca-signed-idp-1').subject);
    expect(Date.parse(x509('expired-1').validTo)).toBe(Date.UTC(2020, 0));
    const { publicExponent } = readSigningKey('exponent-3-1').publicKey.asymmetricKeyDetails ?? {};
    expect(publicExponent).toBe(3n);
  });

  it('reads the weak pair as nobody else may read a weak key', () => {
    expect(() => signingKeyFromPem(read('weak-1'))).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'key-unsupported' }),
    );
  });

  it('holds those pairs and nothing else, each with a key and a serial number of its own', () => {
    const expected = FIXED_KEY_NAMES.flatMap((name) => Object.values(keyFileNames(name)));
    expect(readdirSync(FOLDER).toSorted()).toEqual([...expected, 'README.md'].toSorted());
    const certificates = FIXED_KEY_NAMES.map((name) => new X509Certificate(read(name).certificate));
    const keys = certificates.map(({ publicKey }) =>
      publicKey.export({ type: 'spki', format: 'pem' }),
    );
    expect(new Set(keys).size).toBe(FIXED_KEY_NAMES.length);
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
    for (const shape of Object.keys(CERTIFICATE_SHAPES) as CertificateShape[]) {
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
