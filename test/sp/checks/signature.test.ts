import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import type { Check } from '../../../src/sp/checks/check.js';
import { IDP, judge, verdict, type Circumstances } from './consuming.js';
import {
  assertionXml,
  ATTACKER_KEY,
  DRAFT,
  EC_KEY,
  genuine,
  IDP_KEY,
  NEXT_KEY,
  responseXml,
  RSA_SHA1,
  SHA1,
  signed,
  type TestKey,
} from './genuine.js';

const VICTIM = 'admin@acme.example';
const trusting = (...keys: readonly TestKey[]): Circumstances => ({
  idp: { ...IDP, certificates: keys.map(({ certificate }) => certificate) },
});
const nameIdOf = (xml: string, circumstances: Circumstances = {}): string | undefined =>
  judge(xml, circumstances).evidence.identity?.nameId;

/** A forged Assertion for the victim, unsigned. */
const forged = assertionXml({
  ...DRAFT,
  assertionId: 'id-forged',
  nameId: `<saml:NameID>${VICTIM}</saml:NameID>`,
});
const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s;
const ASSERTION = /<saml:Assertion .*<\/saml:Assertion>/s;
const piece = (xml: string, pattern: RegExp): string => pattern.exec(xml)?.[0] ?? 'nothing';

describe('what must be signed', () => {
  const parts = [['Assertion'], ['Response'], ['Assertion', 'Response']] as const;
  const missing = 'signature-present: signature-missing';

  it.each([
    ['any', 'accepted', 'accepted', 'accepted'],
    ['assertion', 'accepted', missing, 'accepted'],
    ['response', missing, 'accepted', 'accepted'],
    ['both', missing, missing, 'accepted'],
  ] as const)('%s', (demand, ...expected) => {
    const consumption = { signed: demand };
    expect(parts.map((part) => verdict(genuine({}, part), { consumption }))).toEqual(expected);
  });

  it('nothing is signed', () => {
    expect(verdict(genuine({}, []))).toBe(missing);
  });

  it('the Response is signed, and the identity is read from it', () => {
    expect(nameIdOf(genuine({}, ['Response']))).toBe('ada@acme.example');
  });
});

describe('algorithms', () => {
  const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

  it.each([
    ['rsa-sha512', `${MORE}rsa-sha512`, 'accepted'],
    ['rsa-sha1', RSA_SHA1, 'signature-algorithm: algorithm-refused'],
  ])('%s', (_name, algorithm, expected) => {
    expect(verdict(genuine({}, ['Assertion'], { algorithm }))).toBe(expected);
  });

  it('SHA-1 where the profile allows it', () => {
    const xml = genuine({}, ['Assertion'], { algorithm: RSA_SHA1, digest: SHA1 });
    expect(verdict(xml, { consumption: { algorithms: ['rsa-sha1'] } })).toBe('accepted');
    expect(verdict(genuine(), { consumption: { algorithms: ['rsa-sha1'] } })).toBe(
      'signature-algorithm: algorithm-refused',
    );
  });

  it('a SHA-1 digest under a SHA-256 signature', () => {
    expect(verdict(genuine({}, ['Assertion'], { digest: SHA1 }))).toBe(
      'signature-algorithm: algorithm-refused',
    );
  });

  it('an algorithm that is only claimed', () => {
    const xml = genuine().replace('#rsa-sha256', '#rsa-sha512');
    expect(verdict(xml)).toBe('signature-verifies: signature-invalid');
  });

  it('an EC label on an RSA signature, and the reverse', () => {
    const label = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
    const mislabelled = genuine({}, ['Assertion'], { label });
    expect(mislabelled).toContain('#ecdsa-sha256');
    expect(verdict(mislabelled)).toBe('signature-verifies: signature-invalid');
    // Signed by an EC key, labelled as RSA: the cryptography alone would be content.
    const reverse = genuine({}, ['Assertion'], { key: EC_KEY });
    expect(verdict(reverse, trusting(EC_KEY))).toBe('signature-verifies: signature-invalid');
  });

  it('inclusive canonicalisation', () => {
    const canonical = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
    expect(verdict(genuine({}, ['Assertion'], { canonical }))).toBe('accepted');
  });
});

describe('whose key', () => {
  const attacked = genuine({}, ['Assertion'], { key: ATTACKER_KEY });

  it('a stranger, who brings a certificate in KeyInfo', () => {
    expect(attacked).toContain(ATTACKER_KEY.certificate.slice(0, 60));
    expect(verdict(attacked)).toBe('signature-verifies: signature-invalid');
    expect(verdict(attacked, trusting(ATTACKER_KEY))).toBe('accepted');
  });

  it("a stranger who brings the trusted certificate instead of the stranger's", () => {
    const xml = attacked.replace(/(<ds:X509Certificate>)[^<]*/, `$1${IDP_KEY.certificate}`);
    expect(verdict(xml)).toBe('signature-verifies: signature-invalid');
  });

  it('needs no KeyInfo at all', () => {
    expect(verdict(genuine().replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/s, ''))).toBe('accepted');
  });

  it('roll-over: either of two, then only the new one', () => {
    const next = genuine({}, ['Assertion'], { key: NEXT_KEY });
    expect(verdict(next)).toBe('signature-verifies: signature-invalid');
    expect(verdict(next, trusting(IDP_KEY, NEXT_KEY))).toBe('accepted');
    expect(verdict(genuine(), trusting(IDP_KEY, NEXT_KEY))).toBe('accepted');
    expect(verdict(genuine(), trusting(NEXT_KEY))).toBe('signature-verifies: signature-invalid');
  });

  it('nobody, when no IdP is set up', () => {
    expect(verdict(genuine(), { idp: null })).toBe('signature-verifies: signature-invalid');
  });

  it('the Assertion of the IdP in a Response of a stranger', () => {
    const xml = signed(genuine(), 'Response', { key: ATTACKER_KEY });
    expect(verdict(xml)).toBe('signature-verifies: signature-invalid');
  });
});

describe('tampering', () => {
  it.each([
    ['the NameID', 'verifies', (xml: string) => xml.replace('>ada@acme', '>eve@acme')],
    ['an attribute', 'verifies', (xml: string) => xml.replace('>Byron<', '>Lovelace<')],
    ['the digest', 'verifies', (xml: string) => xml.replace(/(<ds:DigestValue>)./, '$1_')],
    [
      'the signature value',
      'verifies',
      (xml: string) => xml.replace(/(<ds:SignatureValue>).{4}/, '$1AAAA'),
    ],
    [
      'a comment in the digest',
      'comments',
      (xml: string) => xml.replace(/(<ds:DigestValue>)/, '$1<!--x-->'),
    ],
    [
      'two SignedInfo',
      'parts',
      (xml: string) => xml.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/s, '$1$1'),
    ],
    [
      'two DigestValues',
      'parts',
      (xml: string) => xml.replace(/(<ds:DigestValue>.*<\/ds:DigestValue>)/s, '$1$1'),
    ],
    [
      'an Object in the signature',
      'children',
      (xml: string) => xml.replace('</ds:Signature>', '<ds:Object/></ds:Signature>'),
    ],
  ])('%s', (_title, row, tamper) => {
    expect(tamper(genuine())).not.toBe(genuine());
    expect(verdict(tamper(genuine()))).toBe(`signature-${row}: signature-invalid`);
  });

  it('outside of what is signed only the Response may change, and only what it says is believed', () => {
    expect(verdict(genuine().replace('id-response', 'id-changed'))).toBe('accepted');
    const both = genuine({}, ['Assertion', 'Response']);
    expect(verdict(both.replace('Version="2.0" Destination', 'Version="2.1" Destination'))).toBe(
      'signature-verifies: signature-invalid',
    );
  });
});

describe('the one form of signature', () => {
  const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
  const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

  it.each([
    ['comments are signed too', [ENVELOPED, `${EXCLUSIVE}WithComments`]],
    ['canonicalisation comes twice', [ENVELOPED, EXCLUSIVE, EXCLUSIVE]],
  ])('%s', (_title, transforms) => {
    expect(verdict(genuine({}, ['Assertion'], { transforms }))).toBe(
      'transforms: signature-invalid',
    );
  });

  it('only enveloped', () => {
    expect(verdict(genuine({}, ['Assertion'], { transforms: [ENVELOPED] }))).toBe('accepted');
  });

  it('two References', () => {
    const xml = genuine({}, ['Assertion'], { references: ['Assertion', 'Subject'] });
    expect(verdict(xml)).toBe('one-reference: signature-invalid');
  });

  it('a Reference to a part of the Assertion', () => {
    const xml = genuine({}, ['Assertion'], { references: ['Subject'] });
    expect(verdict(xml)).toBe('signature-verifies: signature-invalid');
  });

  it('a Reference to the whole document', () => {
    const xml = genuine({}, ['Response']).replace('URI="#id-response"', 'URI=""');
    expect(verdict(xml)).toBe('reference-uri: signature-invalid');
  });
});

describe('wrapping', () => {
  const original = genuine();
  const genuineAssertion = piece(original, ASSERTION);
  const bare = genuineAssertion.replace(SIGNATURE, '');
  const signature = piece(original, SIGNATURE);
  const inside = (xml: string): string => original.replace(ASSERTION, xml);
  const forgedWith = (markup: string): string =>
    forged.replace('</saml:Issuer>', `</saml:Issuer>${markup}`);

  it.each([
    ['XSW3: a forged sibling before', inside(forged + genuineAssertion)],
    [
      'XSW4: the genuine one inside the forged one',
      inside(forged.replace('</saml:Assertion>', `${genuineAssertion}</saml:Assertion>`)),
    ],
    [
      'XSW5: the forged one has the signature, the genuine one follows',
      inside(forgedWith(signature) + bare),
    ],
    [
      'XSW7: the genuine one in Extensions',
      inside(`<samlp:Extensions>${genuineAssertion}</samlp:Extensions>${forged}`),
    ],
    [
      'XSW8: the genuine one in an Object',
      inside(
        forgedWith(
          signature.replace('</ds:Signature>', `<ds:Object>${bare}</ds:Object></ds:Signature>`),
        ),
      ),
    ],
    [
      'the forged one has the genuine ID',
      inside(forgedWith(signature).replace('id-forged', 'id-assertion')),
    ],
    [
      'the signature moved to the Response',
      inside(forged).replace('<samlp:Status>', `${signature}<samlp:Status>`),
    ],
  ])('%s', (_title, xml) => {
    expect(verdict(xml)).not.toBe('accepted');
    expect(nameIdOf(xml)).not.toBe(VICTIM);
  });

  it('is resisted by the signature row alone, without the rows about structure', () => {
    const structure = ['unique-ids', 'one-assertion', 'signature-places'];
    const table: readonly Check[] = CHECKS.filter(({ id }) => !structure.includes(id));
    const attacks = [
      inside(forged + genuineAssertion),
      inside(forgedWith(signature) + bare),
      inside(
        forgedWith(
          signature.replace('</ds:Signature>', `<ds:Object>${bare}</ds:Object></ds:Signature>`),
        ),
      ),
      inside(forgedWith(signature).replace('id-forged', 'id-assertion')),
    ];
    for (const xml of attacks) expect(nameIdOf(xml, { table })).not.toBe(VICTIM);
    expect(verdict(genuine(), { table })).toBe('accepted');
  });

  it('XSW1 and XSW2: a signed Response inside or beside a forged one', () => {
    const whole = genuine({}, ['Response']);
    const its = piece(whole, SIGNATURE);
    const plain = whole.replace(SIGNATURE, '');
    const fake = responseXml({
      ...DRAFT,
      responseId: 'id-fake',
      nameId: `<saml:NameID>${VICTIM}</saml:NameID>`,
    });
    const inSignature = its.replace(
      '</ds:Signature>',
      `<ds:Object>${plain}</ds:Object></ds:Signature>`,
    );
    for (const markup of [inSignature, its + plain]) {
      const xml = fake.replace('<samlp:Status>', `${markup}<samlp:Status>`);
      expect(verdict(xml)).not.toBe('accepted');
    }
  });

  it('two identical identifiers', () => {
    const xml = genuine({ assertionId: 'id-response' });
    expect(verdict(xml)).toBe('unique-ids: schema-invalid');
    expect(
      verdict(responseXml(DRAFT).replace('<saml:Subject>', '<saml:Subject xml:id="id-response">')),
    ).toBe('unique-ids: schema-invalid');
  });

  it.each([
    ['two Assertions', genuineAssertion + forged, 'one-assertion: schema-invalid'],
    ['none', '', 'one-assertion: schema-invalid'],
    ['an encrypted one', '<saml:EncryptedAssertion/>', 'one-assertion: schema-invalid'],
    [
      'a plain and an encrypted one',
      `${genuineAssertion}<saml:EncryptedAssertion/>`,
      'one-assertion: schema-invalid',
    ],
    [
      'one not directly in the Response',
      `<samlp:Extensions>${genuineAssertion}</samlp:Extensions>`,
      'one-assertion: schema-invalid',
    ],
    [
      'a signature somewhere else',
      `<samlp:Extensions>${signature}</samlp:Extensions>${genuineAssertion}`,
      'signature-places: schema-invalid',
    ],
    [
      'two signatures in one place',
      genuineAssertion.replace(SIGNATURE, signature + signature),
      'signature-places: schema-invalid',
    ],
  ])('%s', (_title, content, expected) => {
    expect(verdict(inside(content))).toBe(expected);
  });
});

describe('the identity is the whole text of what verified', () => {
  const split = (middle: string): string =>
    genuine({ nameId: `<saml:NameID>${VICTIM}${middle}.evil.example</saml:NameID>` });

  it.each([
    ['a comment', '<!--x-->'],
    ['a CDATA section', '<![CDATA[]]>'],
  ])('with %s inside', (_title, markup) => {
    expect(nameIdOf(split(markup))).toBe(`${VICTIM}.evil.example`);
  });

  it('a processing instruction is refused, put in before signing or after', () => {
    const prefix = genuine({ nameId: `<saml:NameID>zz-${VICTIM}</saml:NameID>` });
    const hidden = prefix.replace('zz-', '<?x zz-?>');
    expect(hidden).not.toBe(prefix);
    expect(verdict(prefix)).toBe('accepted');
    expect(verdict(hidden)).toBe('no-instructions: signature-invalid');
    expect(verdict(split('<?x y?>'))).toBe('no-instructions: signature-invalid');
    expect(verdict(`<?xml version="1.0"?><?x y?>${prefix}`)).toBe('accepted');
  });

  it('with a comment put in afterwards, which canonicalisation does not see', () => {
    const xml = genuine().replace(
      'ada@acme.example</saml:NameID>',
      'ada<!-- -->@acme.example</saml:NameID>',
    );
    expect(nameIdOf(xml)).toBe('ada@acme.example');
  });

  it('keeps odd text as it is', () => {
    expect(nameIdOf(genuine({ nameId: '<saml:NameID>&lt;ä&amp;&#13;"\'</saml:NameID>' }))).toBe(
      '<ä&\r"\'',
    );
  });

  it('reads attribute values whole, too', () => {
    const xml = genuine({
      attributes: { email: 'a<!--x-->b@c', roles: 'One|Two', firstName: '<b>no</b>' },
    });
    expect(judge(xml).evidence.identity?.values).toEqual({
      email: ['ab@c'],
      roles: ['One', 'Two'],
      firstName: [''],
    });
  });
});
