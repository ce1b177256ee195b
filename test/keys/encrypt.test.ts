import { constants, privateDecrypt, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { encryptElement, PLAIN_FORM, type EncryptOptions } from '../../src/keys/encrypt.js';
import { CONTENT_ALGORITHMS, KEY_TRANSPORTS } from '../../src/keys/encryption-algorithms.js';
import type { ContentAlgorithm, KeyTransport } from '../../src/keys/encryption-algorithms.js';
import { writeXml } from '../../src/xml/write.js';
import { XMLSEC } from '../interop/xmlsec.js';
import { byXmlEncryption, byXmlsec } from './decipher.js';
import { fixedKey, fixedPem } from './saml-tree.js';

const PLAIN =
  '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">Zoë 🦄</saml:NameID>';
const SP = fixedKey('sp-encryption-1');
const { privateKey: SP_PEM } = fixedPem('sp-encryption-1');
const CONTENT = Object.keys(CONTENT_ALGORITHMS) as ContentAlgorithm[];
const TRANSPORTS = Object.keys(KEY_TRANSPORTS) as KeyTransport[];

function options(more: Partial<EncryptOptions> = {}): EncryptOptions {
  return {
    to: SP.certificate.base64,
    name: 'EncryptedID',
    random: seededRandom('7'),
    content: 'aes256-gcm',
    transport: 'rsa-oaep-mgf1p',
    ...more,
  };
}

function encrypted(more: Partial<EncryptOptions> = {}): string {
  return writeXml(encryptElement(PLAIN, options(more)));
}

describe('what is encrypted, xml-encryption decrypts', () => {
  // It knows no AES-192, and this Node decrypts no RSA 1.5.
  for (const content of CONTENT.filter((each) => each !== 'aes192-gcm')) {
    for (const transport of TRANSPORTS.filter((each) => each !== 'rsa-1_5')) {
      it(`${content} with ${transport}`, () => {
        expect(byXmlEncryption(encrypted({ content, transport }), SP_PEM)).toBe(PLAIN);
      });
    }
  }

  it('with every digest and mask', () => {
    for (const digest of ['sha1', 'sha256', 'sha512'] as const) {
      expect(byXmlEncryption(encrypted({ digest }), SP_PEM)).toBe(PLAIN);
      for (const mask of ['sha1', 'sha256', 'sha384', 'sha512'] as const) {
        const xml = encrypted({ transport: 'rsa-oaep', digest, mask });
        expect(byXmlEncryption(xml, SP_PEM), `${digest} ${mask}`).toBe(PLAIN);
      }
    }
  });

  it('with the key behind the data', () => {
    const xml = encrypted({ form: { ...PLAIN_FORM, key: 'sibling' } });
    expect(xml).toMatch(/RetrievalMethod .*<\/xenc:EncryptedData><xenc:EncryptedKey Id=/);
    expect(byXmlEncryption(xml, SP_PEM)).toBe(PLAIN);
  });

  it('with nobody else’s key', () => {
    expect(byXmlEncryption(encrypted(), fixedPem('okta-1').privateKey)).not.toBe(PLAIN);
  });
});

describe.skipIf(!XMLSEC)('xmlsec1 decrypts it (skipped where it is not installed)', () => {
  for (const content of CONTENT) {
    for (const transport of ['rsa-oaep-mgf1p', 'rsa-1_5'] as const) {
      it(`${content} with ${transport}`, () => {
        expect(byXmlsec(encrypted({ content, transport }), SP_PEM)).toContain(PLAIN);
      });
    }
  }

  it('with the key behind the data, and base64 in lines', () => {
    const form = { ...PLAIN_FORM, key: 'sibling', columns: 64, certificate: 'whole' } as const;
    const xml = encrypted({ form });
    expect(byXmlsec(xml, SP_PEM)).toContain(PLAIN);
  });
});

describe('RSA 1.5', () => {
  it('is padded as RFC 8017 7.2.1 says', () => {
    const xml = encrypted({ content: 'aes128-cbc', transport: 'rsa-1_5' });
    const [key = ''] = [...xml.matchAll(/CipherValue>([^<]*)</g)].map(([, text]) => text);
    const block = privateDecrypt(
      { key: SP.privateKey, padding: constants.RSA_NO_PADDING },
      Buffer.from(key, 'base64'),
    );
    expect(block).toHaveLength(256);
    expect([...block.subarray(0, 2)]).toEqual([0, 2]);
    expect(block.indexOf(0, 2)).toBe(256 - 16 - 1);
  });
});

describe('how it is written', () => {
  it('is what the form says, inside', () => {
    const form = {
      ...PLAIN_FORM,
      samlPrefix: '',
      signaturePrefix: '',
      keyPrefix: 'e',
      certificate: 'issuer-serial',
    } as const;
    const xml = encrypted({ form, recipient: 'urn:sp', type: 'content', transport: 'rsa-oaep' });
    const shape = xml.replaceAll(/>[^<]+</g, '><').replaceAll(/http[^"]*[/#]/g, '');
    const method =
      '<e:EncryptionMethod Algorithm="rsa-oaep"><DigestMethod Algorithm="sha1"/>' +
      '<xenc11:MGF xmlns:xenc11="" Algorithm="mgf1sha1"/></e:EncryptionMethod>';
    const parts = [
      '<EncryptedID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">',
      '<xenc:EncryptedData xmlns:xenc="" Type="Content">',
      '<xenc:EncryptionMethod Algorithm="aes256-gcm"/>',
      `<KeyInfo xmlns=""><e:EncryptedKey Recipient="urn:sp" xmlns:e="">${method}`,
      '<KeyInfo><X509Data><X509IssuerSerial><X509IssuerName></X509IssuerName>',
      '<X509SerialNumber></X509SerialNumber></X509IssuerSerial></X509Data></KeyInfo>',
      '<e:CipherData><e:CipherValue></e:CipherValue></e:CipherData></e:EncryptedKey></KeyInfo>',
      '<xenc:CipherData><xenc:CipherValue></xenc:CipherValue></xenc:CipherData>',
      '</xenc:EncryptedData></EncryptedID>',
    ];
    expect(shape).toBe(parts.join(''));
    const { serialNumber } = new X509Certificate(SP.certificate.pem);
    expect(xml).toContain('<X509IssuerName>CN=Standin test SP acme</X509IssuerName>');
    expect(xml).toContain(`>${BigInt(`0x${serialNumber}`)}</X509SerialNumber>`);
  });

  it('names issuers as RFC 4514 does, the last part first', () => {
    const form = { ...PLAIN_FORM, certificate: 'issuer-serial' } as const;
    const xml = encrypted({ form, to: fixedKey('okta-1').certificate.pem });
    expect(xml).toContain('>emailAddress=info@okta.com, CN=acme, OU=SSOProvider, O=Okta, L=San');
  });

  it('refers to the key and back, as a sibling', () => {
    const xml = encrypted({ form: { ...PLAIN_FORM, key: 'sibling' } });
    const [, dataId = '', keyId = ''] =
      /Data [^>]* Id="(.*?)".*EncryptedKey Id="(.*?)"/.exec(xml) ?? [];
    expect(dataId).toMatch(/^_[0-9a-f]{32}$/);
    expect(keyId).toMatch(/^_[0-9a-f]{32}$/);
    expect(keyId).not.toBe(dataId);
    expect(xml).toContain(`URI="#${keyId}"`);
    expect(xml).toContain(`<xenc:DataReference URI="#${dataId}"/>`);
  });
});

describe('determinism', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    for (const content of CONTENT) {
      for (const transport of TRANSPORTS) {
        const once = encrypted({ content, transport });
        expect(encrypted({ content, transport })).toBe(once);
        expect(encrypted({ content, transport, random: seededRandom('8') })).not.toBe(once);
      }
    }
  });
});

describe('what cannot be encrypted to', () => {
  const failure = (code: string): unknown => expect.objectContaining({ name: 'UserError', code });

  it('is no certificate, or one whose key cannot encrypt', () => {
    expect(() => encrypted({ to: 'nonsense' })).toThrow(failure('key-invalid'));
    const ec = fixedKey('ec-1').certificate.pem;
    expect(() => encrypted({ to: ec })).toThrow(failure('key-unsupported'));
    const weak = fixedKey('weak-1').certificate.pem;
    expect(() => encrypted({ to: weak, digest: 'sha512' })).toThrow(failure('key-unsupported'));
  });
});
