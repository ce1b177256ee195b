import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../../../src/keys/algorithms.js';
import type { DigestAlgorithm, SignatureAlgorithm } from '../../../src/keys/keys.js';
import { verifySignatures } from '../../../src/keys/verify.js';
import { sign } from '../../../src/mutation/signature/sign.js';
import type { Mutation, OperationSettings } from '../../../src/scenario/mutation.js';
import { scene } from '../../idp/scene.js';
import { fixedKey } from '../../keys/saml-tree.js';
import { VENDORS } from '../text/playing.js';
import { forged, isGood, signedIn, XMLSEC1, xmlsec1 } from './judges.js';

type Settings = OperationSettings['sign'];

const signing = (settings: Settings = {}): Mutation => ({ operation: 'sign', settings });
const ALGORITHMS = Object.keys(SIGNATURE_ALGORITHMS) as SignatureAlgorithm[];
const DIGESTS: readonly DigestAlgorithm[] = ['sha1', 'sha256', 'sha384', 'sha512'];
const SIGNED = [
  { response: false, assertion: true },
  { response: true, assertion: false },
  { response: true, assertion: true },
];
const VALUES = /((?:Signature|Digest)Value>)[^<]*/g;
const KEY_INFO = /<(ds:)?KeyInfo>.*?<\/(?:ds:)?KeyInfo>/gs;

describe.each(VENDORS)('sign, in a message of %s', (vendor) => {
  const genuineKey = fixedKey(`${vendor}-1`);

  it.each(SIGNED)('as the vendor signs, to the byte: %j', (signed) => {
    for (const signatureAlgorithm of ALGORITHMS) {
      for (const digestAlgorithm of DIGESTS) {
        const ec = signatureAlgorithm === 'ecdsa-sha256';
        const key = ec ? fixedKey('ec-1') : genuineKey;
        const how = { signed, signatureAlgorithm, digestAlgorithm };
        const idp = scene(vendor);
        const genuine = idp.issue({ key, application: { ...idp.application, ...how } }).xml;
        // No two ECDSA signatures are the same, and the Response's covers the Assertion's.
        const shown = (xml: string): string => (ec ? xml.replaceAll(VALUES, '$1') : xml);
        const label = `${signatureAlgorithm} ${digestAlgorithm}`;
        expect(shown(forged(vendor, [signing()], how, key)), label).toBe(shown(genuine));
        expect(shown(forged(vendor, [], how, key)), label).toBe(shown(genuine));
        const bare = forged(vendor, [signing({ keyInfo: 'none' })], how, key);
        const inner = signed.response && signed.assertion;
        // The Response's own signature covers the KeyInfo of the Assertion's.
        const left = (xml: string): string =>
          shown(inner ? xml.replaceAll(VALUES, '$1') : xml).replaceAll(KEY_INFO, '');
        expect(left(bare), label).toBe(left(genuine));
        expect(bare, label).not.toContain('KeyInfo');
      }
    }
  });

  const METHODS = [
    { canonicalisation: 'exclusive' },
    { canonicalisation: 'inclusive' },
    { canonicalisation: 'exclusive-with-comments' },
    { inclusivePrefixes: ['xs'] },
    { inclusivePrefixes: ['xs', 'saml', 'saml2', 'samlp', 'ds', '#default'] },
    { inclusivePrefixes: [] },
    { canonicalisation: 'exclusive-with-comments', inclusivePrefixes: ['xs', 'saml2p'] },
    { canonicalisation: 'inclusive', inclusivePrefixes: ['xs'] },
    { prefix: '', canonicalisation: 'inclusive' },
    { prefix: 'ds' },
    { digest: 'sha512', canonicalisation: 'inclusive', algorithm: 'rsa-sha512' },
  ] as const;

  it.each(METHODS)('%j, for xml-crypto, for libxml2 with node:crypto, for xmlsec1', (settings) => {
    for (const holder of ['Assertion', 'Response']) {
      const at = holder === 'Response' ? '/Response' : '/Response/Assertion';
      const xml = forged(vendor, [signing({ at, ...settings })]);
      const reports = verifySignatures(xml, [genuineKey.certificate.pem]);
      expect(reports).toMatchObject([{ verified: true, enveloped: true }]);
      const { canonicalisation: name = 'exclusive' } = settings as Settings;
      const { inclusivePrefixes } = settings as Settings;
      const usual = scene(vendor).issue().xml.includes('PrefixList="xs"') ? ['xs'] : [];
      const method = {
        method: name === 'inclusive' ? name : ('exclusive' as const),
        comments: name.endsWith('comments'),
        inclusivePrefixes: [...(inclusivePrefixes ?? usual)],
      };
      const sha512 = 'digest' in settings;
      const way = sha512
        ? { hash: 'sha512', digest: 'sha512' }
        : { hash: 'sha256', digest: 'sha256' };
      const apart = signedIn(xml, holder, method);
      expect(isGood(apart, genuineKey.publicKey, way)).toBe(true);
      expect(isGood(apart, fixedKey('attacker-1').publicKey, way)).toBe(false);
      if (XMLSEC1) expect(xmlsec1(xml, holder, genuineKey)).toBe(true);
    }
  });

  it.each([
    ['rsa-sha1', 'genuine', { hash: 'sha1' }],
    ['rsa-sha256', 'rsa-4096-1', { hash: 'sha256' }],
    ['rsa-sha384', 'genuine', { hash: 'sha384' }],
    ['rsa-sha512', 'genuine', { hash: 'sha512' }],
    ['rsa-md5', 'genuine', { hash: 'md5' }],
    ['rsa-pss-sha256', 'genuine', { hash: 'sha256', options: { padding: 6, saltLength: 32 } }],
    ['rsa-pss-sha256', 'rsa-4096-1', { hash: 'sha256', options: { padding: 6, saltLength: 32 } }],
    ['ecdsa-sha256', 'ec-1', { hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } }],
    ['ecdsa-sha256-der', 'ec-1', { hash: 'sha256', options: { dsaEncoding: 'der' } }],
    ['dsa-sha1', 'dsa-1', { hash: 'sha1', options: { dsaEncoding: 'ieee-p1363' } }],
  ] as const)('by %s with the key %s, as node:crypto verifies', (algorithm, key, way) => {
    const pair = key === 'genuine' ? genuineKey : fixedKey(key);
    const idp = scene(vendor);
    const method = {
      method: 'exclusive',
      inclusivePrefixes: idp.issue().xml.includes('PrefixList="xs"') ? ['xs'] : [],
    } as const;
    for (const digest of ['sha1', 'sha512', 'md5'] as const) {
      const xml = forged(vendor, [signing({ at: '//Assertion', algorithm, key, digest })]);
      const apart = signedIn(xml, 'Assertion', method);
      expect(isGood(apart, pair.publicKey, { ...way, digest })).toBe(true);
      expect(isGood(apart, fixedKey('attacker-1').publicKey, { ...way, digest })).toBe(false);
      expect(xml.replaceAll(/\s/g, '')).toContain(pair.certificate.base64);
    }
  });

  it('with a key that the SP does not trust', () => {
    const xml = forged(vendor, [signing({ key: 'attacker' })]);
    const [genuine] = verifySignatures(xml, [genuineKey.certificate.pem]);
    expect(genuine).toMatchObject({ verified: false, keyInfo: 'other' });
    const [own] = verifySignatures(xml, [fixedKey('attacker-1').certificate.pem]);
    expect(own).toMatchObject({ verified: true, keyInfo: 'given' });
  });

  it('what holds a Signature already, wherever that stands', () => {
    const xml = forged(vendor, [
      signing({ at: '//Assertion', key: 'attacker' }),
      {
        operation: 'move',
        settings: { from: '//Assertion/Signature', to: '//Assertion', where: 'first' },
      },
      signing({ at: '//Assertion', canonicalisation: 'inclusive', keyInfo: 'none' }),
    ]);
    const reports = verifySignatures(xml, [genuineKey.certificate.pem]);
    expect(reports.map(({ keyInfo }) => keyInfo)).toEqual(['other', 'absent']);
    expect(xml.match(/<(?:ds:)?KeyInfo>/g)).toHaveLength(1);
    expect(xml.match(/Algorithm="[^"]*REC-xml-c14n-20010315"/g)).toHaveLength(2);
  });

  it('the Assertion before the Response that holds it', () => {
    const everything = forged(vendor, [signing({ at: '//*[@Version]' })]);
    const reports = verifySignatures(everything, [genuineKey.certificate.pem]);
    expect(reports.map(({ verified }) => verified)).toEqual([true, true]);
  });

  it('nothing that cannot be signed', () => {
    const failing =
      (...mutations: readonly Mutation[]) =>
      () =>
        forged(vendor, mutations);
    const code = (expected: string): unknown => expect.objectContaining({ code: expected });
    expect(failing(signing({ at: '//NameID' }))).toThrow(code('signature-position-missing'));
    expect(failing(signing({ at: '//NameID/text()' }))).toThrow(code('mutation-impossible'));
    expect(failing(signing({ at: '//Assertion/@ID' }))).toThrow(code('mutation-impossible'));
    expect(failing(signing({ algorithm: 'rsa-sha3' }))).toThrow(code('algorithm-unknown'));
    expect(failing(signing({ digest: 'sha3' }))).toThrow(code('algorithm-unknown'));
    expect(failing(signing({ key: 'ec' }))).toThrow(code('key-unsupported'));
    const raw: Mutation = { operation: 'insert', settings: { at: '//Assertion', raw: '&e;' } };
    expect(failing(raw, signing({ at: '//Assertion' }))).toThrow(code('xml-not-canonical'));
  });
});

it('is told to people', () => {
  expect(sign.describe({})).toBe('signs the message as the vendor does');
  expect(sign.describe({ at: '//a', key: 'attacker', algorithm: 'rsa-sha1' })).toBe(
    'signs //a with the key attacker by rsa-sha1',
  );
});
