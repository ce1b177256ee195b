/** Others verify what we sign: xml-crypto (by verify.test.ts), node-saml, samlify, xmlsec1. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { SamlLib } from 'samlify';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { SIGNATURE_ALGORITHMS } from '../../src/keys/algorithms.js';
import { createSigningKey } from '../../src/keys/key-pair.js';
import type { DigestAlgorithm, SignatureAlgorithm, SigningKey } from '../../src/keys/keys.js';
import type { SignElementOptions } from '../../src/keys/sign.js';
import { verifySignatures } from '../../src/keys/verify.js';
import { writeXml } from '../../src/xml/write.js';
import {
  fixedKey,
  fixedPem,
  FORMS,
  MORE_HOSTILE,
  signedResponse,
  type FormName,
} from './saml-tree.js';

const FORM_NAMES = Object.keys(FORMS) as FormName[];
const ALGORITHMS = Object.keys(SIGNATURE_ALGORITHMS) as SignatureAlgorithm[];
const RSA = ALGORITHMS.filter((name) => SIGNATURE_ALGORITHMS[name].keyType === 'rsa');
const EC = ALGORITHMS.filter((name) => SIGNATURE_ALGORITHMS[name].keyType === 'ec');
const DIGESTS: readonly DigestAlgorithm[] = ['sha1', 'sha256', 'sha384', 'sha512'];
const folder = mkdtempSync(join(tmpdir(), 'standin-'));
const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;

afterAll(() => rmSync(folder, { recursive: true }));

function bigKey(kind: 'rsa-3072' | 'rsa-4096'): SigningKey {
  const instant = Date.parse('2026-01-01T00:00:00Z');
  return createSigningKey(kind, {
    shape: 'okta',
    tenant: 'acme',
    instant,
    random: seededRandom('7'),
  });
}

const KEYS = [fixedKey('okta-1'), bigKey('rsa-3072'), bigKey('rsa-4096'), fixedKey('ec-1')];

interface Combination {
  readonly label: string;
  readonly xml: string;
  readonly key: SigningKey;
}

function combine(form: FormName, options: Omit<SignElementOptions, 'form'>): Combination {
  const { key, algorithm, digest } = options;
  const both = { response: true, assertion: true };
  const xml = writeXml(signedResponse(form, options, both, MORE_HOSTILE));
  return { label: `${key.kind} ${algorithm} ${digest} ${form}`, xml, key };
}

/** Every key with every signature algorithm it can be used with and every form; every digest. */
function* combinations(): Generator<Combination> {
  for (const key of KEYS) {
    const algorithms: readonly SignatureAlgorithm[] = key.kind === 'ec-p256' ? EC : RSA;
    for (const algorithm of algorithms) {
      for (const form of FORM_NAMES) yield combine(form, { key, algorithm, digest: 'sha256' });
    }
  }
  for (const digest of DIGESTS) {
    yield combine('okta', { key: fixedKey('okta-1'), algorithm: 'rsa-sha256', digest });
    yield combine('entra', { key: fixedKey('ec-1'), algorithm: 'ecdsa-sha256', digest });
  }
}

function change(xml: string): string {
  return xml.replace('ada@acme.example', 'eve@acme.example');
}

describe('xml-crypto', () => {
  it('verifies both signatures of every algorithm, kind of key and form', () => {
    for (const { label, xml, key } of combinations()) {
      const [response, assertion, ...none] = verifySignatures(xml, [key.certificate.base64]);
      expect(none).toEqual([]);
      expect(response?.problem ?? assertion?.problem, label).toBeUndefined();
      expect([response?.verified, assertion?.verified], label).toEqual([true, true]);
      const changed = verifySignatures(change(xml), [key.certificate.base64]);
      expect(
        changed.map(({ verified }) => verified),
        label,
      ).toEqual([false, false]);
    }
  });
});

describe('xmlsec1 (skipped where it is missing)', () => {
  const check = (xml: string, key: SigningKey, path: string): number | null => {
    const file = join(folder, 'message.xml');
    const certificate = join(folder, 'certificate.pem');
    writeFileSync(file, xml);
    writeFileSync(certificate, key.certificate.pem);
    const ids = ['Response', 'Assertion'].flatMap((name) => ['--id-attr:ID', name]);
    const node = ['--node-xpath', path];
    const arguments_ = ['--verify', ...ids, ...node, '--pubkey-cert-pem', certificate, file];
    return spawnSync('xmlsec1', arguments_).status;
  };
  const OUTER = "/*/*[local-name()='Signature']";
  const INNER = "/*/*[local-name()='Assertion']/*[local-name()='Signature']";

  it.skipIf(!hasXmlsec)('verifies both signatures of every algorithm, kind and form', () => {
    for (const { label, xml, key } of combinations()) {
      expect(check(xml, key, OUTER), `response ${label}`).toBe(0);
      expect(check(xml, key, INNER), `assertion ${label}`).toBe(0);
    }
  });

  it.skipIf(!hasXmlsec)('refuses changed messages', () => {
    for (const form of FORM_NAMES) {
      const key = fixedKey('okta-1');
      const options = { key, algorithm: 'rsa-sha256', digest: 'sha256' } as const;
      const xml = change(writeXml(signedResponse(form, options)));
      expect(check(xml, key, OUTER)).not.toBe(0);
      expect(check(xml, key, INNER)).not.toBe(0);
      expect(check(writeXml(signedResponse(form, options)), fixedKey('okta-2'), OUTER)).not.toBe(0);
    }
  });
});

describe.each(FORM_NAMES)('libraries of SPs, %s', (form) => {
  const key = fixedKey('okta-1');
  const { certificateFile } = fixedPem('okta-1');
  const signed = [
    { response: true, assertion: true },
    { response: true, assertion: false },
    { response: false, assertion: true },
  ];

  it.each(signed)('node-saml takes %o', async (what) => {
    for (const algorithm of ['rsa-sha256', 'rsa-sha512', 'rsa-sha1'] as const) {
      const options = { key, algorithm, digest: 'sha256' } as const;
      const saml = new SAML({
        idpCert: key.certificate.base64,
        issuer: 'urn:sp',
        callbackUrl: 'https://sp.example/acs?a=1&b=2',
        audience: 'urn:sp',
        acceptedClockSkewMs: -1,
        validateInResponseTo: ValidateInResponseTo.never,
        wantAuthnResponseSigned: what.response,
        wantAssertionsSigned: what.assertion,
      });
      const xml = writeXml(signedResponse(form, options, what));
      const send = (text: string) =>
        saml.validatePostResponseAsync({ SAMLResponse: Buffer.from(text).toString('base64') });
      expect((await send(xml)).profile?.nameID).toBe('ada@acme.example');
      await expect(send(change(xml))).rejects.toThrow(/signature/i);
    }
  });

  it.each(signed)('samlify takes %o', (what) => {
    const options = { key, algorithm: 'rsa-sha256', digest: 'sha256' } as const;
    const signatureAlgorithm = SIGNATURE_ALGORITHMS['rsa-sha256'].uri;
    const xml = writeXml(signedResponse(form, options, what));
    const verify = (text: string) =>
      SamlLib.verifySignature(text, { keyFile: certificateFile, signatureAlgorithm });
    const [verified, assertion] = verify(xml);
    expect(verified).toBe(true);
    expect(assertion).toContain('ada@acme.example');
    expect(verify(change(xml))[0]).toBe(false);
  });
});

describe('openssl (skipped where it is missing)', () => {
  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

  it.skipIf(!hasOpenssl)('reads the key files as they are committed', () => {
    for (const name of ['okta-1', 'ec-1'] as const) {
      const { certificateFile } = fixedPem(name);
      const keyFile = certificateFile.replace('.crt.', '.key.');
      const fromKey = execFileSync('openssl', ['pkey', '-in', keyFile, '-pubout']);
      const fromCertificate = execFileSync('openssl', [
        'x509',
        '-in',
        certificateFile,
        '-noout',
        '-pubkey',
      ]);
      expect(fromKey.toString()).toBe(fromCertificate.toString());
    }
  });
});
