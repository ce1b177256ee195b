import { SAML } from '@node-saml/node-saml';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FixedKeyName } from '../../../src/keys/key-file-names.js';
import { encrypt } from '../../../src/mutation/signature/encrypt.js';
import { verifySignatures } from '../../../src/keys/verify.js';
import { parseXml } from '../../../src/xml/parse.js';
import type { Forgery } from '../../../src/login.js';
import type { Mutation } from '../../../src/scenario/mutation.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { fixedKey, NOW, scene, SP } from '../../idp/scene.js';
import { byXmlEncryption } from '../../keys/decipher.js';
import { fixedPem } from '../../keys/saml-tree.js';

const VENDORS: readonly VendorName[] = ['okta', 'entra', 'generic'];
const { privateKey: SP_PEM } = fixedPem('sp-encryption-1');

function forged(
  vendor: VendorName,
  mutations: readonly Mutation[],
  more: Partial<Forgery> = {},
): string {
  const key = (name: string) =>
    fixedKey(name === 'sp-encryption' ? 'sp-encryption-1' : (name as FixedKeyName));
  const forgery = { mutations, parts: {}, values: {}, key, ...more };
  return scene(vendor).issue({ forgery }).xml;
}

/** Signs the Assertion, encrypts it, and signs around it. */
function genuine(settings: object = {}): readonly Mutation[] {
  return [
    { operation: 'sign', settings: { at: '/Response/Assertion' } },
    { operation: 'encrypt', settings: { at: '/Response/Assertion', ...settings } },
    { operation: 'sign', settings: { at: '/Response' } },
  ];
}

function encryptedIn(xml: string, name = 'EncryptedAssertion'): string {
  return new RegExp(`<(?:\\w+:)?${name} .*</(?:\\w+:)?${name}>`, 's').exec(xml)?.[0] ?? '';
}

// node-saml has no clock of its own.
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe.each(VENDORS)('encrypt, in a message of %s', (vendor) => {
  const certificate = fixedKey(`${vendor}-1`).certificate.pem;

  it('gives what node-saml logs in with', async () => {
    for (const content of ['aes256-gcm', 'aes128-cbc'] as const) {
      const sp = new SAML({
        callbackUrl: SP.acsUrl,
        issuer: SP.entityId,
        audience: SP.entityId,
        idpCert: certificate,
        decryptionPvk: SP_PEM,
      });
      const base64 = Buffer.from(forged(vendor, genuine({ content }))).toString('base64');
      const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: base64 });
      expect(profile?.nameID).toBe('ada@acme.example');
    }
  });

  it('keeps the signature inside, which xml-crypto verifies', () => {
    const xml = forged(vendor, genuine());
    expect(verifySignatures(xml, [certificate])).toMatchObject([{ verified: true }]);
    const plain = byXmlEncryption(encryptedIn(xml), SP_PEM);
    expect(verifySignatures(plain, [certificate])).toMatchObject([{ verified: true }]);
  });

  it('encrypts names and attributes under their own names', () => {
    const ids = forged(vendor, [{ operation: 'encrypt', settings: { at: '//NameID' } }]);
    const id = byXmlEncryption(encryptedIn(ids, 'EncryptedID'), SP_PEM);
    expect(parseXml(id).children).toMatchObject([
      { name: expect.stringMatching(/^(?:\w+:)?NameID$/) as string },
    ]);
    expect(ids).not.toMatch(/<(?:\w+:)?NameID[ >]/);
    const all = forged(vendor, [{ operation: 'encrypt', settings: { at: '//Attribute[last()]' } }]);
    const attribute = byXmlEncryption(encryptedIn(all, 'EncryptedAttribute'), SP_PEM);
    expect(attribute).toMatch(/^<(?:\w+:)?Attribute .*xmlns/);
  });
});

describe('encrypt', () => {
  it('encrypts to the certificate that the SP is known to have', () => {
    const encryptionCertificate = fixedKey('sp-1').certificate.base64;
    const xml = forged('okta', genuine(), { encryptionCertificate });
    const plain = byXmlEncryption(encryptedIn(xml), fixedPem('sp-1').privateKey);
    expect(plain).toContain('ada@acme.example');
  });

  it('encrypts for others', () => {
    const xml = forged('okta', genuine({ to: 'attacker-1' }));
    const { privateKey } = fixedPem('attacker-1');
    expect(byXmlEncryption(encryptedIn(xml), privateKey)).toContain('ada@acme.example');
    expect(byXmlEncryption(encryptedIn(xml), SP_PEM)).not.toContain('ada@acme.example');
  });

  it('encrypts any text in place of an element', () => {
    const plain = '<!DOCTYPE a><a/><b/>';
    const xml = forged('generic', genuine({ plain, key: 'sibling', recipient: 'urn:sp' }));
    expect(byXmlEncryption(encryptedIn(xml), SP_PEM)).toBe(plain);
    expect(xml).toMatch(/<\/xenc:EncryptedData><xenc:EncryptedKey [^>]*Recipient="urn:sp"/);
  });

  it('encrypts what is encrypted already', () => {
    const { operation, settings } = {
      operation: 'encrypt',
      settings: { at: '//Assertion' },
    } as const;
    const again = { at: '//EncryptedAssertion' };
    const xml = forged('entra', [
      { operation, settings },
      { operation, settings: again },
    ]);
    const outer = byXmlEncryption(encryptedIn(xml), SP_PEM);
    expect(outer).toMatch(/^<EncryptedAssertion /);
    expect(byXmlEncryption(outer, SP_PEM)).toMatch(/^<Assertion /);
  });

  it('rewrites what comes out of CBC, and leaves rubbish in the block before', () => {
    const rewrite = { find: 'ada@acme', with: 'eve@acme' };
    const comment = '.'.repeat(64);
    const xml = forged('okta', [
      { operation: 'insert', settings: { at: '//NameID', where: 'first', comment } },
      { operation: 'encrypt', settings: { at: '//Assertion', content: 'aes128-cbc', rewrite } },
    ]);
    const plain = byXmlEncryption(encryptedIn(xml), SP_PEM);
    expect(plain).toMatch(/eve@acme\.example<\/saml2:NameID>/);
    expect(plain.replace(/<!--.*-->eve/s, 'ada')).not.toContain('\ufffd');
  });

  it('rewrites what comes out of GCM, which its tag no longer fits', () => {
    const rewrite = { find: 'ada@acme', with: 'eve@acme' };
    const xml = forged('okta', genuine({ rewrite }));
    const [untouched, changed] = [forged('okta', genuine()), xml].map((text) =>
      Buffer.from(
        /<xenc:CipherValue>([^<]*)</.exec(text.slice(text.indexOf('</ds:KeyInfo><xenc:')))?.[1] ??
          '',
        'base64',
      ),
    );
    const differing = [...(changed ?? [])].flatMap((octet, index) =>
      octet === untouched?.[index] ? [] : [octet ^ (untouched?.[index] ?? 0)],
    );
    // a, d, a against e, v, e
    expect(differing).toEqual([0x61 ^ 0x65, 0x64 ^ 0x76, 0x61 ^ 0x65]);
    expect(byXmlEncryption(encryptedIn(xml), SP_PEM)).not.toContain('<');
  });

  it('rewrites only what is there, and as long', () => {
    for (const rewrite of [
      { find: 'nobody', with: 'anyone' },
      { find: 'ada@', with: 'evelyn@' },
    ]) {
      expect(() => forged('okta', genuine({ rewrite }))).toThrow(
        expect.objectContaining({ name: 'UserError', code: 'mutation-impossible' }),
      );
    }
  });

  it('gives the same bytes for the same seed', () => {
    expect(forged('okta', genuine())).toBe(forged('okta', genuine()));
  });

  it('needs an element', () => {
    expect(() => forged('okta', [{ operation: 'encrypt', settings: { at: '//Advice' } }])).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'mutation-impossible' }),
    );
  });

  it('says what it does', () => {
    expect(encrypt.describe({ at: '//NameID' })).toBe('encrypts //NameID to the SP');
    expect(encrypt.describe({ at: '//NameID', to: 'attacker-1', plain: 'x' })).toBe(
      'puts an encrypted text in place of //NameID to the key attacker-1',
    );
  });
});
