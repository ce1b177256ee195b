import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignatures } from '../../../src/keys/verify.js';
import { digest } from '../../../src/mutation/signature/digest.js';
import type { Mutation, OperationSettings } from '../../../src/scenario/mutation.js';
import { SIGNATURE_SCHEMAS } from '../../../src/scenario/schema/mutation/signature-schemas.js';
import { parseXml } from '../../../src/xml/parse.js';
import { fixedKey } from '../../keys/saml-tree.js';
import { theirs, withLibxml2, type Method } from '../../xml/libxml2.js';
import { SCENE, VENDORS } from '../text/playing.js';
import { forged, XMLSEC1, xmlsec1 } from './judges.js';

const sign: Mutation = { operation: 'sign', settings: {} };
const change: Mutation = {
  operation: 'set',
  settings: { at: '//Assertion//NameID', to: 'eve@acme.example' },
};
const digesting = (settings: OperationSettings['digest']): Mutation => ({
  operation: 'digest',
  settings,
});
const resign: Mutation = { operation: 'resign', settings: { at: '//Signature' } };

const METHODS = [
  { method: 'exclusive' },
  { method: 'inclusive' },
  { method: 'exclusive', comments: true },
  { method: 'inclusive', comments: true },
  { method: 'exclusive', inclusivePrefixes: ['saml', 'saml2p', 'xs'] },
] as const;

/** The digest of an element without what a path leads to, as libxml2 and node:crypto have it. */
function theirDigest(xml: string, of: string, without: readonly string[], method: Method): string {
  return withLibxml2(xml, (document) => {
    for (const path of without) for (const node of document.find(path)) node.remove();
    const [element] = document.find(of) as unknown as [
      { canonicalizeToString(options: object): string },
    ];
    const covered = element.canonicalizeToString(theirs(method));
    return createHash('sha256').update(covered).digest('base64');
  });
}

describe.each(VENDORS)('digest, in a message of %s', (vendor) => {
  const key = fixedKey(`${vendor}-1`);
  const certificates = [key.certificate.pem];

  it('makes a changed message one that xml-crypto accepts, once it is resigned', () => {
    const signed = { response: false, assertion: true };
    const report = (...mutations: readonly Mutation[]): unknown =>
      verifySignatures(forged(vendor, [sign, change, ...mutations], { signed }), certificates);
    const anew = digesting({ at: '//Reference' });
    expect(report()).toMatchObject([{ verified: false }]);
    expect(report(anew)).toMatchObject([{ verified: false }]);
    expect(report(anew, resign)).toMatchObject([{ verified: true }]);
    const whole = forged(vendor, [sign, change, anew, resign], { signed });
    expect(whole).toContain('eve@acme.example');
    if (XMLSEC1) expect(xmlsec1(whole, 'Assertion', key)).toBe(true);
  });

  it('changes nothing of a genuine message', () => {
    const again = [sign, digesting({ at: '//Reference' }), resign];
    expect(forged(vendor, again)).toBe(forged(vendor, []));
  });

  it('of both signatures, each in its turn', () => {
    const signed = { response: true, assertion: true };
    const list: readonly Mutation[] = [
      sign,
      change,
      digesting({ at: '//Assertion/Signature//Reference' }),
      { operation: 'resign', settings: { at: '//Assertion/Signature' } },
      digesting({ at: '/Response/Signature//Reference' }),
      { operation: 'resign', settings: { at: '/Response/Signature' } },
    ];
    const xml = forged(vendor, list, { signed });
    const reports = verifySignatures(xml, certificates);
    expect(reports.map(({ verified }) => verified)).toEqual([true, true]);
  });

  it.each([
    ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315'],
    ['http://www.w3.org/2001/10/xml-exc-c14n#WithComments'],
    ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'],
  ])('as the Reference says: %s', (uri) => {
    const at = '//Transform[last()]/@Algorithm';
    const xml = forged(vendor, [
      { operation: 'sign', settings: { at: '//Assertion', inclusivePrefixes: [] } },
      { operation: 'set', settings: { at, to: uri } },
      digesting({ at: '//Reference' }),
      resign,
    ]);
    expect(verifySignatures(xml, certificates)).toMatchObject([{ verified: true }]);
    if (XMLSEC1) expect(xmlsec1(xml, 'Assertion', key)).toBe(true);
  });

  it.each([
    ['enveloped-signature alone', { at: '//Transform[last()]' }],
    ['none at all, in a Signature beside the Assertion', { at: '//Transforms' }],
  ])('by transforms without canonicalisation, inclusively: %s', (_, settings) => {
    const apart = settings.at === '//Transforms';
    const xml = forged(vendor, [
      { operation: 'sign', settings: { at: '//Assertion', inclusivePrefixes: [] } },
      ...(apart
        ? [
            {
              operation: 'move',
              settings: { from: '//Signature', to: '/Response', where: 'last' },
            } as const,
          ]
        : []),
      { operation: 'remove', settings },
      digesting({ at: '//Reference' }),
      resign,
    ]);
    if (!apart) expect(verifySignatures(xml, certificates)).toMatchObject([{ verified: true }]);
    if (XMLSEC1) expect(xmlsec1(xml, apart ? 'Response' : 'Assertion', key)).toBe(true);
  });

  it('of another algorithm', () => {
    for (const name of ['sha1', 'sha512'] as const) {
      const uri = name === 'sha1' ? '2000/09/xmldsig#sha1' : '2001/04/xmlenc#sha512';
      const xml = forged(vendor, [
        { operation: 'sign', settings: { at: '//Assertion' } },
        {
          operation: 'set',
          settings: { at: '//DigestMethod/@Algorithm', to: `http://www.w3.org/${uri}` },
        },
        digesting({ at: '//Reference' }),
        resign,
      ]);
      const report = { verified: true, digest: name };
      expect(verifySignatures(xml, certificates)).toMatchObject([report]);
    }
  });

  it.each(METHODS)('of any element, put aside: %j', (method) => {
    const { method: name } = method;
    const comments = 'comments' in method;
    const canonicalisation = comments ? (`${name}-with-comments` as const) : name;
    const inclusivePrefixes = 'inclusivePrefixes' in method ? method.inclusivePrefixes : [];
    const settings = { of: '//Subject', as: 'd', omit: ['//NameID', '//Nobody'] } as const;
    const comment: Mutation = {
      operation: 'insert',
      settings: { at: '//Subject', comment: 'noted' },
    };
    const xml = forged(vendor, [
      comment,
      digesting({ ...settings, canonicalisation, inclusivePrefixes }),
      {
        operation: 'insert',
        settings: { at: '/Response', where: 'first', comment: '{kept.d}' },
      },
    ]);
    const [, noted] = /<!--([^<]*)--><[^>]*Issuer/.exec(xml) ?? [];
    const subject = "//*[local-name()='Subject']";
    const nameId = "//*[local-name()='Subject']/*[local-name()='NameID']";
    const same: Method = { method: name, comments, inclusivePrefixes: [...inclusivePrefixes] };
    expect(noted).toBe(theirDigest(xml, subject, [nameId], same));
  });

  it('of an Object in the Signature around it, by its Id', () => {
    const object = '<d:Object xmlns:d="http://www.w3.org/2000/09/xmldsig#" Id="o1">x</d:Object>';
    const xml = forged(vendor, [
      { operation: 'sign', settings: { at: '//Assertion', inclusivePrefixes: [] } },
      { operation: 'insert', settings: { at: '//Signature', xml: object } },
      { operation: 'set', settings: { at: '//Reference/@URI', to: '#o1' } },
      { operation: 'remove', settings: { at: '//Transform[1]' } },
      digesting({ at: '//Reference' }),
      resign,
    ]);
    expect(verifySignatures(xml, certificates)[0]?.problem).toBeUndefined();
    if (XMLSEC1) expect(xmlsec1(xml, 'Assertion', key)).toBe(true);
  });

  it('of nothing that is not there', () => {
    const failing =
      (...mutations: readonly Mutation[]) =>
      () =>
        forged(vendor, [sign, ...mutations]);
    const impossible: unknown = expect.objectContaining({ code: 'mutation-impossible' });
    const uri: Mutation = { operation: 'set', settings: { at: '//Reference/@URI', to: "#'" } };
    expect(failing(uri, digesting({ at: '//Reference' }))).toThrow("points to #', which is not");
    expect(failing(digesting({ at: '//SignedInfo' }))).toThrow(impossible);
    expect(failing(digesting({ as: 'x' }))).toThrow('digest does not know of what.');
    expect(failing(digesting({ as: 'x', of: '//NameID/text()' }))).toThrow(impossible);
    expect(failing(digesting({ as: 'x', of: '//Assertion', algorithm: 'crc' }))).toThrow(
      expect.objectContaining({ code: 'algorithm-unknown' }),
    );
  });
});

describe('digest', () => {
  it('of a text', () => {
    const draft = { document: parseXml('<a/>'), kept: {}, texts: {} };
    const { texts } = digest.apply(draft, { as: 'd', text: 'é', algorithm: 'md5' }, SCENE);
    expect(texts).toEqual({ d: createHash('md5').update('é', 'utf8').digest('base64') });
  });

  it('says where it goes', () => {
    const schema = SIGNATURE_SCHEMAS.digest;
    expect(schema.safeParse({ at: '//Reference' }).success).toBe(true);
    expect(schema.safeParse({ of: '//a', as: 'd' }).success).toBe(true);
    expect(schema.safeParse({ of: '//a' }).success).toBe(false);
    expect(schema.safeParse({ at: '//a', as: 'd' }).success).toBe(false);
  });

  it('is told to people', () => {
    expect(digest.describe({ at: '//a' })).toBe(
      'puts the digest of what the Reference points to into //a',
    );
    expect(digest.describe({ as: 'd', of: '//a' })).toBe('notes the digest of //a as d');
    expect(digest.describe({ as: 'd', text: '' })).toBe('notes the digest of "" as d');
  });
});
