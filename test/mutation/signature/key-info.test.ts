/** KeyInfo that describes keys in several ways, judged by node:crypto and openssl. */
import { execFileSync } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyInfo } from '../../../src/mutation/signature/key-info.js';
import type { SigningKey } from '../../../src/keys/keys.js';
import { verifySignatures } from '../../../src/keys/verify.js';
import { readSigningKey } from '../../../src/run/key-files.js';
import type { Mutation, OperationSettings } from '../../../src/scenario/mutation.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { fixedKey, scene } from '../../idp/scene.js';

type Settings = Omit<OperationSettings['key-info'], 'at'>;

function forged(vendor: VendorName, settings: Settings, sign = {}): string {
  const mutations: readonly Mutation[] = [
    // A Response's signature would cover the KeyInfo of its Assertion.
    { operation: 'sign', settings: { at: '/Response/Assertion', ...sign } },
    { operation: 'key-info', settings: { at: '//Signature', ...settings } },
  ];
  const key = (name: string): SigningKey => readSigningKey(name);
  return scene(vendor).issue({ forgery: { mutations, parts: {}, values: {}, key } }).xml;
}

function textsOf(xml: string, element: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<(?:ds:)?${element}>([^<]*)<`, 'g'))].map(
    ([, text = '']) => text,
  );
}

function url(base64: string | undefined): string {
  return Buffer.from(base64 ?? '', 'base64').toString('base64url');
}

describe.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const)(
  'key-info in a message of %s',
  (vendor) => {
    it('leaves the signature as good as it was', () => {
      const xml = forged(vendor, { keyValues: ['attacker-1'], issuerSerials: [`${vendor}-1`] });
      const reports = verifySignatures(xml, [fixedKey(`${vendor}-1`).certificate.pem]);
      expect(reports.map(({ verified }) => verified)).toEqual([true]);
    });

    it('writes the numbers of a key', () => {
      const xml = forged(vendor, { keyValues: ['attacker-1'] });
      const jwk = {
        kty: 'RSA',
        n: url(textsOf(xml, 'Modulus')[0]),
        e: url(textsOf(xml, 'Exponent')[0]),
      };
      const { publicKey } = fixedKey('attacker-1');
      expect(createPublicKey({ key: jwk, format: 'jwk' }).equals(publicKey)).toBe(true);
    });

    it('writes issuer and number of a certificate as openssl does', () => {
      const name = `${vendor}-1` as const;
      const xml = forged(vendor, { issuerSerials: [name] });
      const shown = execFileSync(
        'openssl',
        ['x509', '-noout', '-issuer', '-serial', '-nameopt', 'RFC2253,-dn_rev,-esc_msb'],
        { input: fixedKey(name).certificate.pem, encoding: 'utf8' },
      );
      const [, serial = ''] = /serial=([0-9A-F]+)/.exec(shown) ?? [];
      expect(textsOf(xml, 'X509SerialNumber')).toEqual([BigInt(`0x${serial}`).toString()]);
      const [, issuer = ''] = /issuer=(.*)/.exec(shown) ?? [];
      const parts = (text: string): readonly string[] =>
        text.split(',').map((part) => part.replace(/^[\w.]+=/, ''));
      expect(parts(textsOf(xml, 'X509IssuerName')[0] ?? '').toReversed()).toEqual(parts(issuer));
    });

    it('shows certificates in the order in which they are named', () => {
      const xml = forged(vendor, { certificates: ['attacker-1', `${vendor}-1`] });
      const keys = textsOf(xml, 'X509Certificate').map(
        (base64) => new X509Certificate(Buffer.from(base64, 'base64')).publicKey,
      );
      expect(keys.map((key) => key.equals(fixedKey('attacker-1').publicKey))).toEqual([
        true,
        false,
      ]);
    });

    it('follows a signature by a key of another kind', () => {
      const xml = forged(vendor, { keyValues: [] }, { key: 'ec-1', algorithm: 'ecdsa-sha256' });
      const reports = verifySignatures(xml, [fixedKey('ec-1').certificate.pem]);
      expect(reports.map(({ verified }) => verified)).toEqual([true]);
    });
  },
);

describe('key-info', () => {
  it('refuses a key without RSA numbers', () => {
    expect(() => forged('generic', { keyValues: ['ec-1'] })).toThrow(
      expect.objectContaining({ code: 'value-invalid' }) as Error,
    );
  });

  it('is told to people', () => {
    const said = keyInfo.describe({ at: '//Signature', certificates: ['a'], keyValues: ['b'] });
    expect(said).toBe('shows the certificates a and the bare keys b in KeyInfo of //Signature');
  });
});
