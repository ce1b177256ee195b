import { describe, expect, it } from 'vitest';
import type { SettingPath } from '../../src/idp/settings.js';
import { verifySignatures } from '../../src/keys/verify.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { byXmlEncryption } from '../keys/decipher.js';
import { fixedPem } from '../keys/saml-tree.js';
import { fixedKey, scene } from './scene.js';

const SP_PAIR = fixedKey('sp-encryption-1');
const sp = { encryptionCertificate: SP_PAIR.certificate.base64 };
const { privateKey: SP_PEM } = fixedPem('sp-encryption-1');

/** How each vendor is told to encrypt, and to sign both elements. Google Workspace encrypts nothing. */
const APPS: Readonly<
  Record<
    Exclude<VendorName, 'google-workspace'>,
    { readonly encrypted: object; readonly both: object }
  >
> = {
  okta: { encrypted: { assertionEncryption: { enabled: true } }, both: {} },
  entra: { encrypted: { tokenEncryption: true }, both: { signing: 'both' } },
  onelogin: { encrypted: { encrypt_assertion: true }, both: { saml_sign_element: 'Both' } },
  generic: {
    encrypted: { encryption: true },
    both: { sign: { response: true, assertion: true } },
  },
};
const VENDORS = Object.keys(APPS) as (keyof typeof APPS)[];

function issued(vendor: VendorName, app: object): string {
  return scene(vendor, { sp, app: { ...app } }).issue().xml;
}

function plainOf(xml: string): string {
  return byXmlEncryption(xml, SP_PEM);
}

function assertionIn(xml: string): string {
  return /<(?:saml2?:)?Assertion .*<\/(?:saml2?:)?Assertion>/s.exec(xml)?.[0] ?? '';
}

describe.each(VENDORS)('an encrypted message of %s', (vendor) => {
  const { encrypted, both } = APPS[vendor];

  it('holds the very Assertion that would go out in the clear', () => {
    const open = issued(vendor, both);
    const closed = issued(vendor, { ...both, ...encrypted });
    expect(closed).not.toContain('ada@acme.example');
    expect(plainOf(closed)).toBe(assertionIn(open));
  });

  it('is signed inside and around, which xml-crypto verifies', () => {
    const closed = issued(vendor, { ...both, ...encrypted });
    const certificates = [fixedKey(`${vendor}-1`).certificate.pem];
    for (const xml of [closed, plainOf(closed)]) {
      expect(verifySignatures(xml, certificates)).toMatchObject([
        { verified: true, enveloped: true },
      ]);
    }
  });

  it('is the same for the same seed, and says so in no fact', () => {
    expect(issued(vendor, encrypted)).toBe(issued(vendor, encrypted));
    const facts = (app: object) => scene(vendor, { sp, app: { ...app } }).issue().facts;
    expect(facts(encrypted)).toEqual(facts({}));
  });

  it('is refused to be set up for an SP without a certificate that can be encrypted to', () => {
    const [setting = ''] = Object.keys(encrypted);
    const failure = (path: SettingPath): unknown =>
      expect.objectContaining({ name: 'UserError', code: 'setting-invalid', path });
    const setUp = (about: object) => () => scene(vendor, { sp: about, app: { ...encrypted } });
    expect(setUp({})).toThrow(failure(['app', setting]));
    const ec = { encryptionCertificate: fixedKey('ec-1').certificate.base64 };
    expect(setUp(ec)).toThrow(failure(['app', setting]));
    expect(setUp({ encryptionCertificate: 'nonsense' })).toThrow(failure(['app', setting]));
  });
});

/** Markup without what is drawn or encrypted. */
function shape(xml: string): string {
  return xml
    .replaceAll(/(CipherValue>|X509Certificate>|IssuerName>|SerialNumber>)[^<]+/g, '$1')
    .replaceAll(/_[0-9a-f]{32}/g, '_');
}

const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const SHA1 = `Algorithm="${DSIG}sha1"/>`;

describe('how Okta encrypts', () => {
  const xml = issued('okta', APPS.okta.encrypted);

  it('is AES256-CBC and RSA-OAEP, the key behind the data, with the certificate', () => {
    const [encrypted = ''] = /<saml2:EncryptedAssertion.*EncryptedAssertion>/s.exec(xml) ?? [];
    const parts = [
      '<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">',
      `<xenc:EncryptedData xmlns:xenc="${XENC}" Id="_" Type="${XENC}Element">`,
      `<xenc:EncryptionMethod Algorithm="${XENC}aes256-cbc"/>`,
      `<ds:KeyInfo xmlns:ds="${DSIG}">`,
      `<ds:RetrievalMethod Type="${XENC}EncryptedKey" URI="#_"/></ds:KeyInfo>`,
      '<xenc:CipherData><xenc:CipherValue></xenc:CipherValue></xenc:CipherData>',
      '</xenc:EncryptedData>',
      `<xenc:EncryptedKey Id="_" xmlns:xenc="${XENC}">`,
      `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p">`,
      `<ds:DigestMethod xmlns:ds="${DSIG}" ${SHA1}</xenc:EncryptionMethod>`,
      `<ds:KeyInfo xmlns:ds="${DSIG}"><ds:X509Data><ds:X509Certificate>`,
      '</ds:X509Certificate></ds:X509Data></ds:KeyInfo>',
      '<xenc:CipherData><xenc:CipherValue></xenc:CipherValue></xenc:CipherData>',
      '<xenc:ReferenceList><xenc:DataReference URI="#_"/></xenc:ReferenceList>',
      '</xenc:EncryptedKey></saml2:EncryptedAssertion>',
    ];
    expect(shape(encrypted)).toBe(parts.join(''));
  });

  it('declares no xs around it, and names none in the outer signature', () => {
    const around = xml.replace(/<saml2:EncryptedAssertion.*EncryptedAssertion>/s, '');
    expect(around).toContain('<ds:Signature');
    expect(around).not.toMatch(/xmlns:xs=|InclusiveNamespaces/);
    expect(plainOf(xml)).toMatch(/xmlns:xs=.*PrefixList="xs"/s);
  });

  it('is as its settings say', () => {
    const settings = { encryptionAlgorithm: 'AES128-GCM', keyTransportAlgorithm: 'RSA-1.5' };
    const other = fixedKey('sp-1').certificate.pem;
    const chosen = issued('okta', { assertionEncryption: { ...settings, x5c: [other] } });
    expect(chosen).toContain('http://www.w3.org/2009/xmlenc11#aes128-gcm');
    expect(chosen).toContain(`${XENC}rsa-1_5`);
    expect(chosen.replaceAll('\n', '')).toContain(fixedKey('sp-1').certificate.base64);
    expect(issued('okta', { assertionEncryption: { enabled: false } })).toBe(issued('okta', {}));
  });
});

describe('how Entra encrypts', () => {
  it('is AES-256, the key inside, its certificate by issuer and serial number', () => {
    const xml = issued('entra', APPS.entra.encrypted);
    const [encrypted = ''] = /<EncryptedAssertion.*EncryptedAssertion>/s.exec(xml) ?? [];
    const parts = [
      '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">',
      `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element">`,
      `<xenc:EncryptionMethod Algorithm="${XENC}aes256-cbc"/>`,
      `<KeyInfo xmlns="${DSIG}"><e:EncryptedKey xmlns:e="${XENC}">`,
      `<e:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"><DigestMethod ${SHA1}`,
      '</e:EncryptionMethod><KeyInfo><X509Data><X509IssuerSerial>',
      '<X509IssuerName></X509IssuerName><X509SerialNumber></X509SerialNumber>',
      '</X509IssuerSerial></X509Data></KeyInfo>',
      '<e:CipherData><e:CipherValue></e:CipherValue></e:CipherData></e:EncryptedKey></KeyInfo>',
      '<xenc:CipherData><xenc:CipherValue></xenc:CipherValue></xenc:CipherData>',
      '</xenc:EncryptedData></EncryptedAssertion>',
    ];
    expect(shape(encrypted)).toBe(parts.join(''));
  });

  it('is switched off by false', () => {
    expect(issued('entra', { tokenEncryption: false })).toBe(issued('entra', {}));
  });
});

describe('how the generic provider encrypts', () => {
  it('is as its settings say', () => {
    const chosen = {
      content: 'aes256-cbc',
      transport: 'rsa-oaep',
      digest: 'sha256',
      mask: 'sha512',
    };
    const xml = issued('generic', { encryption: chosen });
    expect(xml).toContain(`${XENC}aes256-cbc`);
    expect(xml).toContain('http://www.w3.org/2009/xmlenc11#rsa-oaep');
    expect(xml).toContain(`<ds:DigestMethod Algorithm="${XENC}sha256"/>`);
    expect(xml).toContain('http://www.w3.org/2009/xmlenc11#mgf1sha512');
    expect(plainOf(xml)).toContain('ada@acme.example');
  });
});
