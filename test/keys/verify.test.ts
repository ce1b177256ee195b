import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { verifySignatures } from '../../src/keys/verify.js';
import { writeXml } from '../../src/xml/write.js';
import { fixedKey, signedResponse } from './saml-tree.js';

const key = fixedKey('okta-1');
const CERTIFICATES = [fixedKey('okta-2').certificate.base64, key.certificate.base64];
const OPTIONS = { key, algorithm: 'rsa-sha256', digest: 'sha256' } as const;
const okta = writeXml(signedResponse('okta', OPTIONS));
const entra = writeXml(signedResponse('entra', OPTIONS, { response: false, assertion: true }));

/** A document signed by xml-crypto: not by our own code. */
function foreign(xml: string, options: object = {}): string {
  const signer = new SignedXml({
    privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    ...options,
  });
  signer.addReference({
    xpath: "//*[@ID='a']",
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, { location: { reference: "//*[@ID='a']", action: 'append' } });
  return signer.getSignedXml();
}

describe('what it reports', () => {
  it('is what each Signature covers, in document order', () => {
    const [response, assertion] = verifySignatures(okta, CERTIFICATES);
    expect(response).toMatchObject({
      path: '/saml2p:Response/ds:Signature',
      covers: { id: 'id1001', path: '/saml2p:Response' },
      enveloped: true,
      algorithm: 'rsa-sha256',
      digest: 'sha256',
      keyInfo: 'given',
      verified: true,
      certificate: key.certificate.base64,
    });
    expect(response).not.toHaveProperty('problem');
    expect(assertion).toMatchObject({
      path: '/saml2p:Response/saml2:Assertion/ds:Signature',
      covers: { id: 'id1002', path: '/saml2p:Response/saml2:Assertion' },
      verified: true,
    });
  });

  it('has the canonical bytes that are covered, without the Signature itself', () => {
    const [assertion] = verifySignatures(entra, CERTIFICATES);
    expect(assertion?.canonical).toMatch(
      /^<Assertion xmlns="urn:oasis.* ID="_a2".*<\/Assertion>$/s,
    );
    expect(assertion?.canonical).not.toContain('Signature');
  });

  it('is empty for a message without signatures', () => {
    expect(verifySignatures('<a/>', CERTIFICATES)).toEqual([]);
  });

  it('verifies what somebody else signed, and says when KeyInfo is absent', () => {
    const [report, ...none] = verifySignatures(foreign('<r><a ID="a">x</a></r>'), CERTIFICATES);
    expect(none).toEqual([]);
    expect(report).toMatchObject({
      verified: true,
      keyInfo: 'absent',
      canonical: '<a ID="a">x</a>',
    });
    expect(report?.path).toBe('/r/a/Signature');
  });

  it('numbers siblings of the same name', () => {
    const [report] = verifySignatures(foreign('<r><a/><b/><a ID="a">x</a></r>'), CERTIFICATES);
    expect(report?.covers?.path).toBe('/r/a[2]');
  });

  it('names algorithms by URI that Standin does not sign with', () => {
    const mgf1 = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1';
    const xml = foreign('<r><a ID="a">x</a></r>', { signatureAlgorithm: mgf1 });
    const [report] = verifySignatures(xml, CERTIFICATES);
    expect(report).toMatchObject({ algorithm: mgf1, verified: true });
  });
});

describe('what does not verify', () => {
  const problem = (xml: string, certificates: readonly string[] = CERTIFICATES) => {
    const reports = verifySignatures(xml, certificates);
    expect(reports.map(({ verified }) => verified)).not.toContain(true);
    for (const report of reports) {
      expect(report).not.toHaveProperty('canonical');
      expect(report).not.toHaveProperty('certificate');
    }
    return reports.map((report) => report.problem ?? '').join('\n');
  };

  it('is a changed element', () => {
    expect(problem(entra.replace('ada@', 'eve@'))).toMatch(/digest does not match/);
  });

  it('is a changed SignedInfo', () => {
    const weaker = entra.replace(/<DigestValue>..../, '<DigestValue>AAAA');
    expect(problem(weaker)).toMatch(/digest does not match/);
    const renamed = entra.replace('<SignedInfo>', '<SignedInfo Id="x">');
    expect(problem(renamed)).toMatch(/signature value does not verify/);
  });

  it('is a signature of a key that was not given, whatever KeyInfo says', () => {
    const stranger = fixedKey('generic-1');
    const xml = writeXml(signedResponse('okta', { ...OPTIONS, key: stranger }));
    expect(problem(xml)).toMatch(/signature value does not verify/);
    expect(verifySignatures(xml, CERTIFICATES).map(({ keyInfo }) => keyInfo)).toEqual([
      'other',
      'other',
    ]);
    // The trusted certificate pasted into KeyInfo does not help either.
    const wrapped = /<ds:X509Certificate>[^<]*/g;
    const pasted = xml.replaceAll(wrapped, `<ds:X509Certificate>${key.certificate.base64}`);
    expect(problem(pasted)).toMatch(/signature value does not verify/);
    expect(verifySignatures(pasted, CERTIFICATES)[0]?.keyInfo).toBe('given');
    expect(problem(okta, [])).toMatch(/No given certificate/);
  });

  it('is a key of another type than the label says', () => {
    expect(problem(okta, [fixedKey('ec-1').certificate.pem])).toMatch(/No given certificate fits/);
    const relabelled = entra.replace('#rsa-sha256', '#ecdsa-sha256');
    expect(problem(relabelled)).toMatch(/No given certificate fits/);
    expect(problem(relabelled, [fixedKey('ec-1').certificate.pem])).not.toBe('');
  });

  it('is an HMAC keyed with the public certificate', () => {
    const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
    const info = /<SignedInfo>.*<\/SignedInfo>/
      .exec(entra)?.[0]
      .replace(/http:[^"]*rsa-sha256/, hmac);
    const canonical = (info ?? '')
      .replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
      .replaceAll(/<(\w+)( [^>]*)?\/>/g, '<$1$2></$1>');
    const value = createHmac('sha1', key.certificate.pem).update(canonical).digest('base64');
    const forged = entra
      .replace(/<SignedInfo>.*<\/SignedInfo>/, info ?? '')
      .replace(/<SignatureValue>[^<]*/, `<SignatureValue>${value}`);
    expect(problem(forged)).toMatch(/not supported/);
  });

  it('is a Signature with no, two or dangling References', () => {
    const none = entra.replace(/<Reference .*<\/Reference>/, '');
    expect(problem(none)).toMatch(/0 References/);
    const two = entra.replace(/<Reference .*<\/Reference>/, '$&$&');
    expect(problem(two)).toMatch(/2 References/);
    const dangling = entra.replace('URI="#_a2"', 'URI="#_a3"');
    expect(problem(dangling)).toMatch(/missing or was changed/);
    expect(verifySignatures(dangling, CERTIFICATES)[0]).not.toHaveProperty('covers');
  });

  it('is a Reference to an ID that stands twice', () => {
    const twice = entra.replace('ID="_r1"', 'ID="_a2"');
    expect(problem(twice)).toMatch(/xml-crypto refuses it/);
    expect(verifySignatures(twice, CERTIFICATES)[0]).not.toHaveProperty('covers');
  });

  it('is a SignatureMethod where xml-crypto finds it before the signed one', () => {
    const decoy =
      '<x><SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/></x>';
    expect(problem(entra.replace('<SignedInfo>', `${decoy}<SignedInfo>`))).toMatch(
      /outside its SignedInfo/,
    );
  });

  it('is a pile of transforms', () => {
    const piled = entra.replace(/<Transform A[^>]*exc-c14n#"\/>/, (one) => one.repeat(50));
    expect(problem(piled)).toMatch(/51 Transforms/);
  });

  it('is a Signature that covers something else: it verifies there, and says where', () => {
    const [, assertion = ''] = /(<Assertion .*<\/Assertion>)/s.exec(entra) ?? [];
    const evil = assertion
      .replace('ID="_a2"', 'ID="_evil"')
      .replace('ada@', 'eve@')
      .replace(/<Signature .*<\/Signature>/, '');
    const wrapped = entra.replace(assertion, `${evil}<x>${assertion}</x>`);
    const [report] = verifySignatures(wrapped, CERTIFICATES);
    expect(report?.covers?.path).toBe('/samlp:Response/x/Assertion');
    expect(report?.canonical).toContain('ada@');
    expect(report?.canonical).not.toContain('eve@');
    const moved = wrapped.replace(/(<Signature .*<\/Signature>)(.*)<\/samlp/s, '$2$1</samlp');
    expect(verifySignatures(moved, CERTIFICATES)[0]?.enveloped).toBe(false);
  });
});

describe('hostile input', () => {
  afterEach(() => vi.restoreAllMocks());

  const refused = (xml: string): string => {
    try {
      verifySignatures(xml, CERTIFICATES);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return error instanceof UserError ? error.code : '';
    }
    return 'accepted';
  };

  it('is refused with a UserError and nothing printed', () => {
    const spies = (['log', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    expect(refused(`<!DOCTYPE r>${entra}`)).toBe('xml-dtd-refused');
    expect(refused('<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>')).toBe('xml-dtd-refused');
    for (const xml of ['', 'x', '<a>', '<a></b>', '<a b=c/>', '<a/><b/>', '<p:a/>', '<a>&x;</a>']) {
      expect(refused(xml), xml).toBe('xml-malformed');
    }
    expect(refused(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)).toBe('xml-too-deep');
    const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>';
    expect(refused(`<a>${signature.repeat(17)}</a>`)).toBe('message-too-large');
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it('is reported on, never thrown at, when it is well-formed', () => {
    const ds = 'xmlns="http://www.w3.org/2000/09/xmldsig#"';
    const parts = [
      `<Signature ${ds}/>`,
      `<Signature ${ds}><SignedInfo/><SignatureValue/></Signature>`,
      `<Signature ${ds}><SignedInfo><Reference/></SignedInfo></Signature>`,
      `<Signature ${ds}><SignedInfo><Reference URI="#'"/></SignedInfo></Signature>`,
      `<Signature ${ds}><KeyInfo><X509Data><X509Certificate>?</X509Certificate></X509Data></KeyInfo></Signature>`,
    ];
    for (const part of parts) {
      expect(verifySignatures(`<a ID="x">${part}</a>`, CERTIFICATES)).toEqual([
        expect.objectContaining({ verified: false, problem: expect.any(String) as string }),
      ]);
    }
    for (let at = 0; at < entra.length; at += 97) {
      const cut = entra.slice(0, at) + entra.slice(at + 1);
      expect(['accepted', 'xml-malformed']).toContain(refused(cut));
    }
  });

  it('counts a given certificate that cannot be read as the mistake of whoever gave it', () => {
    expect(() => verifySignatures(entra, ['nonsense'])).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'key-invalid' }),
    );
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const bare = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(() => verifySignatures(entra, [bare])).toThrow(UserError);
  });
});
