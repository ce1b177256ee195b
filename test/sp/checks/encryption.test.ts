import { encrypt } from 'xml-encryption';
import { describe, expect, it } from 'vitest';
import { mutantOf } from '../../../src/sp/defects/mutants.js';
import { judge, verdict, type Circumstances } from './consuming.js';
import {
  ATTACKER_KEY,
  genuine,
  signed,
  SP_ENCRYPTION_KEY,
  type SigningPlan,
  type TestKey,
} from './genuine.js';

const ASSERTION = /<saml:Assertion .*<\/saml:Assertion>/s;
const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const GCM = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';
const OAEP = `${XENC}rsa-oaep-mgf1p`;

interface Encryption {
  readonly content?: string;
  readonly transport?: string;
  readonly to?: TestKey;
}

/** xml-encryption makes what is judged here; nothing of ours does. */
function encryptedText(plain: string, how: Encryption = {}): Promise<string> {
  const { to = SP_ENCRYPTION_KEY } = how;
  const options = {
    rsa_pub: to.certificatePem,
    pem: to.certificatePem,
    encryptionAlgorithm: how.content ?? GCM,
    keyEncryptionAlgorithm: how.transport ?? OAEP,
    warnInsecureAlgorithm: false,
    disallowEncryptionWithInsecureAlgorithm: false,
  };
  return new Promise((resolve, reject) => {
    encrypt(plain, options, (error: Error | null, result?: string) =>
      error === null && result !== undefined ? resolve(result) : reject(error ?? new Error('?')),
    );
  });
}

async function encrypted(xml: string, how: Encryption = {}, plain?: string): Promise<string> {
  const assertion = plain ?? ASSERTION.exec(xml)?.[0] ?? '';
  const data = await encryptedText(assertion, how);
  return xml.replace(ASSERTION, () => `<saml:EncryptedAssertion>${data}</saml:EncryptedAssertion>`);
}

const ALLOWED: Circumstances = { consumption: { encryption: 'allowed' } };
const FAILED = 'decrypt: decryption-failed';
const around = (xml: string, plan: SigningPlan = {}): string => signed(xml, 'Response', plan);

describe('an encrypted Assertion', () => {
  it('is judged by the same rows as a plain one', async () => {
    const xml = await encrypted(genuine());
    expect(verdict(xml, ALLOWED)).toBe('accepted');
    expect(judge(xml, ALLOWED).evidence.identity?.nameId).toBe('ada@acme.example');
    const late = await encrypted(genuine({ notOnOrAfter: '2020-01-01T00:00:00Z' }));
    expect(verdict(late, ALLOWED)).toBe('not-on-or-after: assertion-expired');
    const tampered = genuine().replace('>ada@acme', '>eve@acme');
    expect(verdict(await encrypted(tampered), ALLOWED)).toBe(
      'signature-verifies: signature-invalid',
    );
  });

  it('none, allowed, required', async () => {
    const xml = await encrypted(genuine());
    const said = (encryption: 'none' | 'allowed' | 'required'): string[] =>
      [xml, genuine()].map((each) => verdict(each, { consumption: { encryption } }));
    expect(said('none')).toEqual(['one-assertion: schema-invalid', 'accepted']);
    expect(said('allowed')).toEqual(['accepted', 'accepted']);
    expect(said('required')).toEqual(['accepted', 'encrypted: encryption-missing']);
  });

  it('is worth nothing unsigned: everybody has the public key', async () => {
    expect(verdict(await encrypted(genuine({}, [])), ALLOWED)).toBe(
      'signature-present: signature-missing',
    );
  });

  it('may be signed inside, around, or both', async () => {
    const outer = around(await encrypted(genuine({}, [])));
    expect(verdict(outer, ALLOWED)).toBe('accepted');
    expect(judge(outer, ALLOWED).evidence.identity?.nameId).toBe('ada@acme.example');
    expect(verdict(around(await encrypted(genuine())), ALLOWED)).toBe('accepted');
  });

  it('a stranger around the IdP, and inside', async () => {
    const plan = { key: ATTACKER_KEY };
    expect(verdict(around(await encrypted(genuine()), plan), ALLOWED)).toBe(
      'signature-verifies: signature-invalid',
    );
    const inside = await encrypted(genuine({}, ['Assertion'], plan));
    expect(verdict(inside, ALLOWED)).toBe('signature-verifies: signature-invalid');
  });

  it('CBC only where the Response is signed around it', async () => {
    const content = `${XENC}aes128-cbc`;
    const xml = await encrypted(genuine(), { content });
    expect(verdict(xml, ALLOWED)).toBe(FAILED);
    expect(verdict(around(xml), ALLOWED)).toBe('accepted');
    expect(verdict(around(xml, { key: ATTACKER_KEY }), ALLOWED)).toBe(FAILED);
  });

  it.each([
    ['PKCS #1 v1.5', { transport: `${XENC}rsa-1_5` }],
    ['3DES', { content: `${XENC}tripledes-cbc` }],
    ['the key of somebody else', { to: ATTACKER_KEY }],
  ])('%s fails, and does not say why', async (_title, how) => {
    const result = judge(around(await encrypted(genuine(), how)), ALLOWED);
    expect(result).toMatchObject({
      check: 'decrypt',
      detail: 'it is not encrypted as this SP wants it',
    });
  });

  it.each([
    ['text', 'hello'],
    ['nothing that is an Assertion', '<a/>'],
    ['two elements', '<a/><b/>'],
    ['a way out of its place', '<a/></samlp:Response><samlp:Response>'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['a Response', genuine()],
  ])('that holds %s', async (_title, plain) => {
    expect(verdict(await encrypted(genuine(), {}, plain), ALLOWED)).toBe(FAILED);
  });

  it('beside a plain one, beside another, inside another', async () => {
    const one = /<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s.exec(
      await encrypted(genuine({ assertionId: 'id-2' }, [])),
    )?.[0];
    const more = genuine({ more: one ?? '' }, ['Assertion']);
    expect(verdict(more, ALLOWED)).toBe('one-assertion: schema-invalid');
    const two = (await encrypted(genuine())).replace(
      '</samlp:Response>',
      `${one ?? ''}</samlp:Response>`,
    );
    expect(verdict(two, ALLOWED)).toBe('one-assertion: schema-invalid');
    const nested = await encrypted(genuine(), {}, one);
    expect(verdict(nested, ALLOWED)).toBe(FAILED);
  });

  it('with a signed Response that was tampered with', async () => {
    const xml = around(await encrypted(genuine({}, [])));
    const other = await encrypted(genuine({ nameId: '<saml:NameID>eve</saml:NameID>' }, []));
    const swapped = xml.replace(
      /<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s,
      () => /<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s.exec(other)?.[0] ?? '',
    );
    expect(verdict(swapped, ALLOWED)).toBe('signature-verifies: signature-invalid');
  });

  it('is trusted unsigned, or decrypted for everybody, by SPs with these defects', async () => {
    const unsigned = await encrypted(genuine({}, []));
    const trusting = { ...ALLOWED, table: mutantOf('encrypted-means-trusted') };
    expect(verdict(unsigned, trusting)).toBe('accepted');
    const cbc = await encrypted(genuine(), { content: `${XENC}aes128-cbc` });
    const decrypting = { ...ALLOWED, table: mutantOf('accepts-cbc-unsigned') };
    expect(verdict(cbc, decrypting)).toBe('accepted');
  });
});
