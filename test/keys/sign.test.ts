import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signElement } from '../../src/keys/sign.js';
import { signatureAlgorithmOf, SIGNATURE_ALGORITHMS } from '../../src/keys/algorithms.js';
import type { SignatureAlgorithm } from '../../src/keys/keys.js';
import { element } from '../../src/xml/node.js';
import { writeXml } from '../../src/xml/write.js';
import { fixedKey, FORMS, signedResponse } from './saml-tree.js';

const key = fixedKey('okta-1');
const OPTIONS = { key, algorithm: 'rsa-sha256', digest: 'sha256' } as const;

/** A message reduced to its element names and attributes, values out of sight. */
function shapeOf(xml: string): string {
  return xml
    .replaceAll(/(<(?:ds:)?(?:DigestValue|SignatureValue)>)[^<]*/g, '$1…')
    .replaceAll(/(<(?:ds:)?X509Certificate>)([^<]*)/g, (_all, tag: string, text: string) => {
      const lines = text.split('\n').map(({ length }) => length);
      return `${tag}${new Set(lines.slice(0, -1)).size === 0 ? 'one line' : `at ${String(lines[0])}`}`;
    });
}

describe('the form', () => {
  it("is Okta's: ds prefix, PrefixList, certificate wrapped at 76", () => {
    const xml = writeXml(signedResponse('okta', OPTIONS, { response: true, assertion: false }));
    expect(shapeOf(xml)).toContain(
      '</saml2:Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>' +
        '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
        '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
        '<ds:Reference URI="#id1001"><ds:Transforms>' +
        '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>' +
        '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">' +
        '<ec:InclusiveNamespaces PrefixList="xs" xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
        '</ds:Transform></ds:Transforms>' +
        '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
        '<ds:DigestValue>…</ds:DigestValue></ds:Reference></ds:SignedInfo>' +
        '<ds:SignatureValue>…</ds:SignatureValue><ds:KeyInfo><ds:X509Data>' +
        '<ds:X509Certificate>at 76</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>' +
        '<saml2p:Status>',
    );
    expect(/<ds:SignatureValue>(.*)<\/ds:SignatureValue>/.exec(xml)?.[1]).toHaveLength(344);
  });

  it("is Entra's: default namespace, no PrefixList, certificate on one line", () => {
    const xml = writeXml(signedResponse('entra', OPTIONS, { response: false, assertion: true }));
    expect(shapeOf(xml)).toContain(
      '</Issuer><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>' +
        '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
        '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
        '<Reference URI="#_a2"><Transforms>' +
        '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>' +
        '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>' +
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
        '<DigestValue>…</DigestValue></Reference></SignedInfo>' +
        '<SignatureValue>…</SignatureValue><KeyInfo><X509Data>' +
        '<X509Certificate>one line</X509Certificate></X509Data></KeyInfo></Signature><Subject>',
    );
  });

  it("is Google's: the value wrapped, the subject before the certificate, its last part first", () => {
    const key = fixedKey('google-workspace-1');
    const signing = { response: false, assertion: true };
    const xml = writeXml(signedResponse('google-workspace', { ...OPTIONS, key }, signing));
    const value = /<ds:SignatureValue>([^<]*)<\/ds:SignatureValue>/.exec(xml)?.[1] ?? '';
    expect(value.split('\n').map((line) => line.length)).toEqual([76, 76, 76, 76, 40]);
    expect(shapeOf(xml)).toContain(
      '<ds:X509Data><ds:X509SubjectName>ST=California,C=US,OU=Google For Work,CN=Google,' +
        'L=Mountain View,O=Google Inc.</ds:X509SubjectName><ds:X509Certificate>at 76</ds:X509Certificate>',
    );
  });

  it('escapes what a subject holds', () => {
    const key = fixedKey('onelogin-1');
    const xml = writeXml(signedResponse('google-workspace', { ...OPTIONS, key }));
    expect(xml).toContain('>CN=OneLogin Account\\ ,OU=OneLogin IdP,O=acme</ds:X509SubjectName>');
  });
});

describe('the place', () => {
  const settings = { ...OPTIONS, form: FORMS.generic };
  const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
  const names = (target: ReturnType<typeof element>): string[] =>
    target.children.map((child) => (child.kind === 'element' ? child.name : child.kind));

  it('is behind the Issuer, with comments and text around it left alone', () => {
    const issuer = element('a:Issuer', [['xmlns:a', SAML]], ['x']);
    const target = element('R', [['ID', 'r']], [' ', issuer, '\n', element('S')]);
    expect(names(signElement(target, settings))).toEqual([
      'text',
      'a:Issuer',
      'ds:Signature',
      'text',
      'S',
    ]);
  });

  it('is first where there is no Issuer of SAML', () => {
    const foreign = element('Issuer', [['xmlns', 'urn:other']], ['x']);
    const target = element('R', [['ID', 'r']], [foreign]);
    expect(names(signElement(target, settings))).toEqual(['ds:Signature', 'Issuer']);
  });

  it('knows the Issuer by a namespace that is declared further out', () => {
    const outer = element('O', [['xmlns:s', SAML]]);
    const target = element('s:R', [['ID', 'r']], [element('s:Issuer'), element('s:T')]);
    const ancestors = [outer];
    expect(names(signElement(target, { ...settings, ancestors }))).toEqual([
      's:Issuer',
      'ds:Signature',
      's:T',
    ]);
  });

  it('does not change the element that was given', () => {
    const target = element('R', [['ID', 'r']], [element('S')]);
    const before = JSON.stringify(target);
    signElement(target, settings);
    expect(JSON.stringify(target)).toBe(before);
  });
});

describe('what cannot be signed', () => {
  const form = FORMS.generic;
  const failure = (code: string): unknown => expect.objectContaining({ name: 'UserError', code });

  it('is an element without an ID', () => {
    for (const id of [undefined, '']) {
      const target = element('R', [['ID', id]]);
      expect(() => signElement(target, { ...OPTIONS, form })).toThrow(
        failure('signature-position-missing'),
      );
    }
  });

  it('is anything with a key of another type, or an algorithm nobody knows', () => {
    const target = element('R', [['ID', 'r']]);
    const sign = (more: object) => () => signElement(target, { ...OPTIONS, form, ...more });
    expect(sign({ algorithm: 'ecdsa-sha256' })).toThrow(failure('key-unsupported'));
    expect(sign({ key: fixedKey('ec-1') })).toThrow(failure('key-unsupported'));
    expect(sign({ algorithm: 'rsa-sha265' })).toThrow(failure('algorithm-unknown'));
    expect(sign({ digest: 'md5' })).toThrow(failure('algorithm-unknown'));
    expect(sign({ digest: 'toString' })).toThrow(failure('algorithm-unknown'));
  });
});

describe('determinism', () => {
  it('gives the same bytes for the same input', () => {
    for (const algorithm of ['rsa-sha1', 'rsa-sha256', 'rsa-sha384', 'rsa-sha512'] as const) {
      const mint = (): string => writeXml(signedResponse('okta', { ...OPTIONS, algorithm }));
      expect(mint()).toBe(mint());
    }
  });
});

describe('the table of algorithms', () => {
  it('is found by URI', () => {
    for (const [name, { uri }] of Object.entries(SIGNATURE_ALGORITHMS)) {
      expect(signatureAlgorithmOf(uri)).toBe(name);
    }
    expect(signatureAlgorithmOf('urn:none')).toBeUndefined();
  });

  it('writes ECDSA as 64 bytes r||s (xmldsig-core1 6.4.3)', () => {
    const ec = fixedKey('ec-1');
    const algorithm: SignatureAlgorithm = 'ecdsa-sha256';
    const xml = writeXml(signedResponse('entra', { ...OPTIONS, key: ec, algorithm }));
    for (const [, value] of xml.matchAll(/<SignatureValue>([^<]*)</g)) {
      expect(Buffer.from(value ?? '', 'base64')).toHaveLength(64);
    }
    const info = /<SignedInfo>.*?<\/SignedInfo>/.exec(xml)?.[0] ?? '';
    const canonical = info
      .replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
      .replaceAll(/<(\w+)( [^>]*)?\/>/g, '<$1$2></$1>');
    const value = /<SignatureValue>([^<]*)</.exec(xml)?.[1] ?? '';
    const publicKey = createPublicKey(ec.certificate.pem);
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const signature = Buffer.from(value, 'base64');
    expect(verify('sha256', Buffer.from(canonical), options, signature)).toBe(true);
  });
});
