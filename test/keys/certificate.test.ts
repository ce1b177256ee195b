import { X509Certificate } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { issueCertificate, type CertificateOptions } from '../../src/keys/certificate.js';
import {
  createSigningKey,
  KEY_KINDS,
  signingKeyFromPem,
  signingKeyToPem,
} from '../../src/keys/key-pair.js';
import type { CertificateShape, KeyKind } from '../../src/keys/keys.js';
import { TEST_ONLY_MARK } from '../../src/keys/pem.js';

const INSTANT = Date.parse('2026-03-02T09:00:00Z');
const SHAPES: readonly CertificateShape[] = [
  'okta',
  'entra',
  'google-workspace',
  'onelogin',
  'generic',
  'sp',
];
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

function options(shape: CertificateShape, more: Partial<CertificateOptions> = {}) {
  return { shape, tenant: 'acme', instant: INSTANT, random: seededRandom('7'), ...more };
}

const rsa = createSigningKey('rsa-2048', options('okta'));

function issue(shape: CertificateShape, more: Partial<CertificateOptions> = {}): X509Certificate {
  return new X509Certificate(issueCertificate(options(shape, more), rsa).pem);
}

const SIZES: Readonly<Record<KeyKind, number | string>> = {
  'rsa-2048': 2048,
  'rsa-3072': 3072,
  'rsa-4096': 4096,
  'ec-p256': 'prime256v1',
};

describe('every kind and shape', () => {
  for (const kind of KEY_KINDS) {
    it(`${kind} signs certificates that node:crypto verifies`, () => {
      const key = createSigningKey(kind, options('okta'));
      const { modulusLength, namedCurve } = key.publicKey.asymmetricKeyDetails ?? {};
      expect(modulusLength ?? namedCurve).toBe(SIZES[kind]);
      expect(signingKeyFromPem(signingKeyToPem(key)).kind).toBe(kind);
      for (const shape of SHAPES) {
        const certificate = issueCertificate(options(shape), key);
        const x509 = new X509Certificate(Buffer.from(certificate.base64, 'base64'));
        expect(x509.toString()).toBe(certificate.pem);
        expect(x509.verify(key.publicKey)).toBe(true);
        expect(x509.verify(rsa.publicKey)).toBe(false);
        // OneLogin's say that their key signs no certificates, and are signed with it.
        expect(x509.checkIssued(x509)).toBe(shape !== 'onelogin');
        expect(x509.checkPrivateKey(key.privateKey)).toBe(true);
      }
    });
  }
});

describe('the shape of Okta', () => {
  it('has the subject of Okta, in its order', () => {
    const subject =
      'C=US\nST=California\nL=San Francisco\nO=Okta\nOU=SSOProvider\nCN=acme\nemailAddress=info@okta.com';
    expect(issue('okta').subject).toBe(subject);
    expect(issue('okta').issuer).toBe(subject);
  });

  it('has its creation time in milliseconds as a serial number of 6 bytes', () => {
    const serial = issue('okta').serialNumber;
    expect(Number.parseInt(serial, 16)).toBe(INSTANT);
    expect(serial).toHaveLength(12);
  });

  it('is valid from a minute before its creation until ten years after it', () => {
    expect(issue('okta').validFrom).toBe('Mar  2 08:59:00 2026 GMT');
    expect(issue('okta').validTo).toBe('Mar  2 09:00:00 2036 GMT');
  });

  it('uses the string types of a real one, byte by byte', () => {
    // The head of the subject as it stands in public Okta certificates.
    const subject =
      'MQswCQYDVQQGEwJVUzETMBEGA1UECAwKQ2FsaWZvcm5pYTEWMBQGA1UEBwwNU2FuIEZyYW5jaXNjbzENMAsGA1UECgwET2t0YTEUMBIGA1UECwwLU1NPUHJvdmlkZXIx';
    expect(issue('okta').raw.includes(Buffer.from(subject, 'base64'))).toBe(true);
  });
});

describe('the shape of Google', () => {
  it('writes its name as a real one does, byte by byte', () => {
    // Issuer and subject as they stand in public Google certificates.
    const name = Buffer.from(
      'MHsxFDASBgNVBAoTC0dvb2dsZSBJbmMuMRYwFAYDVQQHEw1Nb3VudGFpbiBWaWV3MQ8wDQYDVQQDEwZHb29nbGUxGDAWBgNVBAsTD0dvb2dsZSBGb3IgV29yazELMAkGA1UEBhMCVVMxEzARBgNVBAgTCkNhbGlmb3JuaWEw',
      'base64',
    );
    expect(issue('google-workspace').raw.includes(name.subarray(0, -1))).toBe(true);
  });

  it('has its creation time as a serial number, and lives five years of 365 days from a second before it', () => {
    const { serialNumber, validFrom, validTo } = issue('google-workspace');
    expect(Number.parseInt(serialNumber, 16)).toBe(INSTANT);
    expect(Date.parse(validFrom)).toBe(INSTANT - 1000);
    expect(Date.parse(validTo)).toBe(INSTANT - 1000 + 1825 * 86_400_000);
  });
});

describe('the shape of OneLogin', () => {
  it('is signed with SHA-1, names the account and lives five years', () => {
    const { raw, subject, validFrom, validTo, serialNumber } = issue('onelogin');
    const sha1WithRsa = Buffer.from('06092a864886f70d010105', 'hex');
    expect(raw.includes(sha1WithRsa)).toBe(true);
    expect(subject).toBe('O=acme\nOU=OneLogin IdP\nCN=OneLogin Account\\ ');
    expect([validFrom, validTo]).toEqual(['Mar  2 09:00:00 2026 GMT', 'Mar  2 09:00:00 2031 GMT']);
    expect(serialNumber).toHaveLength(40);
  });

  it('has the extensions of a real one, in their order', () => {
    const { extensions } = forge.pki.certificateFromPem(issue('onelogin').toString());
    expect(
      extensions.map(({ name, critical }: { name: string; critical: boolean }) => [name, critical]),
    ).toEqual([
      ['basicConstraints', true],
      ['subjectKeyIdentifier', false],
      ['authorityKeyIdentifier', false],
      ['keyUsage', true],
      ['nsComment', false],
    ]);
  });

  it('has the key identifier that others compute', () => {
    const read = forge.pki.certificateFromPem(issue('onelogin').toString());
    expect(read.verifySubjectKeyIdentifier()).toBe(true);
  });
});

describe('the shape of Entra', () => {
  it('has one fixed subject', () => {
    expect(issue('entra').subject).toBe('CN=Microsoft Azure Federated SSO Certificate');
    expect(issue('entra').issuer).toBe(issue('entra').subject);
  });

  it('writes its name as a real one does, byte by byte', () => {
    // Issuer and subject as they stand in public Entra certificates.
    const name = Buffer.from(
      'MDQxMjAwBgNVBAMTKU1pY3Jvc29mdCBBenVyZSBGZWRlcmF0ZWQgU1NPIENlcnRpZmljYXRl',
      'base64',
    );
    expect(issue('entra').raw.includes(name)).toBe(true);
  });

  it('draws a positive serial number of 16 bytes from the seeded random', () => {
    for (let seed = 0; seed < 50; seed++) {
      const serial = issue('entra', { random: seededRandom(String(seed)) }).serialNumber;
      expect(serial).toMatch(/^[1-7][0-9A-F]{31}$/);
    }
    const other = issue('entra', { random: seededRandom('8') }).serialNumber;
    expect(issue('entra').serialNumber).not.toBe(other);
  });

  it('is valid for exactly three years', () => {
    expect(issue('entra').validFrom).toBe('Mar  2 09:00:00 2026 GMT');
    expect(issue('entra').validTo).toBe('Mar  2 09:00:00 2029 GMT');
  });
});

describe('our own shapes', () => {
  it('say what they are', () => {
    expect(issue('generic').subject).toBe('CN=Standin test IdP acme');
    expect(issue('sp').subject).toBe('CN=Standin test SP acme');
  });

  it('keep a tenant name that is not ASCII', () => {
    const { CN } = issue('okta', { tenant: 'Æther & Söhne' }).toLegacyObject().subject;
    expect(CN).toBe('Æther & Söhne');
  });
});

describe('an issuer', () => {
  const ca = createSigningKey('ec-p256', options('ca'));
  const issuer = { shape: 'ca', tenant: 'acme', privateKey: ca.privateKey } as const;
  const x509 = issue('okta', { issuer });

  it('signs for another key, with its own name and algorithm', () => {
    const authority = new X509Certificate(ca.certificate.pem);
    expect(x509.issuer).toBe('CN=Standin test CA acme');
    expect(x509.subject).toBe(issue('okta').subject);
    expect(x509.verify(ca.publicKey)).toBe(true);
    expect(x509.checkIssued(authority)).toBe(true);
    expect(x509.checkPrivateKey(rsa.privateKey)).toBe(true);
    expect([authority.ca, x509.ca]).toEqual([true, false]);
  });

  it.skipIf(!hasOpenssl)('is trusted by openssl (skipped where openssl is missing)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'standin-'));
    const paths = ['ca.pem', 'leaf.pem'].map((file) => join(folder, file));
    const [authority = '', leaf = ''] = paths;
    writeFileSync(authority, ca.certificate.pem);
    writeFileSync(leaf, x509.toString());
    const time = ['-attime', String(INSTANT / 1000)];
    const check = execFileSync('openssl', ['verify', ...time, '-CAfile', authority, leaf]);
    expect(check.toString()).toContain(': OK');
    rmSync(folder, { recursive: true });
  });
});

describe('the mark', () => {
  it('is the last extension, the only one but for OneLogin, not critical, and readable', () => {
    for (const shape of SHAPES) {
      const certificate = forge.pki.certificateFromPem(issue(shape).toString());
      expect(certificate.version).toBe(2);
      expect(certificate.extensions).toHaveLength(shape === 'onelogin' ? 5 : 1);
      expect(certificate.extensions.at(-1)).toMatchObject({
        id: '2.16.840.1.113730.1.13',
        critical: false,
      });
      expect(issue(shape).raw.includes(TEST_ONLY_MARK)).toBe(true);
    }
    expect(TEST_ONLY_MARK).toBe('Standin test-only key: never trust in production');
  });

  it.skipIf(!hasOpenssl)(
    'is shown by openssl, which also verifies (skipped where openssl is missing)',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'standin-'));
      const file = join(folder, 'certificate.pem');
      for (const kind of ['rsa-2048', 'ec-p256'] as const) {
        writeFileSync(file, createSigningKey(kind, options('okta')).certificate.pem);
        const shown = execFileSync('openssl', ['x509', '-noout', '-text', '-in', file]);
        expect(shown.toString()).toMatch(/Netscape Comment:\s+Standin test-only key: never trust/);
        const time = String(INSTANT / 1000);
        const check = ['verify', '-check_ss_sig', '-attime', time, '-CAfile', file, file];
        expect(execFileSync('openssl', check).toString()).toContain(': OK');
      }
      rmSync(folder, { recursive: true });
    },
  );
});

describe('determinism and limits', () => {
  it('gives the same bytes for the same input', () => {
    for (const shape of SHAPES) {
      expect(issueCertificate(options(shape), rsa)).toEqual(issueCertificate(options(shape), rsa));
    }
  });

  it('writes years from 2050 on as GeneralizedTime', () => {
    const late = issue('okta', { instant: Date.parse('2049-06-01T00:00:00Z') });
    expect(late.validFrom).toBe('May 31 23:59:00 2049 GMT');
    expect(late.validTo).toBe('Jun  1 00:00:00 2059 GMT');
  });

  it('keeps a serial number positive whose first bit is set', () => {
    const instant = Date.parse('1990-01-01T00:00:00Z');
    expect(issue('okta', { instant }).serialNumber).toBe(instant.toString(16).toUpperCase());
  });

  it('refuses an instant that is none', () => {
    for (const instant of [Number.NaN, -1, Infinity]) {
      expect(() => issue('okta', { instant })).toThrow(
        expect.objectContaining({ name: 'UserError', code: 'option-invalid' }),
      );
    }
  });
});

describe('a certificate for a server', () => {
  const hosts = ['localhost', '127.0.0.1', '::1', 'fe80::1:2'];
  const x509 = issue('tls', { hosts });

  it('names its hosts, and no others', () => {
    expect(x509.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:FE80:0:0:0:0:0:1:2',
    );
    expect(x509.checkHost('localhost')).toBe('localhost');
    expect(x509.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(x509.checkHost('app.example')).toBeUndefined();
  });

  it('is a server’s, for no more than 825 days, and vouches for nobody', () => {
    expect(x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(x509.ca).toBe(false);
    const days = (Date.parse(x509.validTo) - Date.parse(x509.validFrom)) / 86_400_000;
    expect(days).toBe(800);
    expect(x509.toLegacyObject().subject.CN).toBe('Standin test TLS acme');
  });

  it('is what TLS clients take', async () => {
    const key = createSigningKey('ec-p256', options('tls', { hosts, instant: Date.now() }));
    const pem = signingKeyToPem(key);
    const server = createServer({ key: pem.privateKey, cert: pem.certificate }, (_, response) =>
      response.end('hello'),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(
      get({ host: '127.0.0.1', port, ca: pem.certificate, agent: false }),
      'response',
    )) as [IncomingMessage];
    expect(await text(response)).toBe('hello');
    server.close();
  });
});
