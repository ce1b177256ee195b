/** Signatures anew, as others see them: xml-crypto, and node:crypto over what libxml2 canonicalises. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignatures } from '../../../src/keys/verify.js';
import { resign } from '../../../src/mutation/signature/resign.js';
import type { Mutation, OperationSettings } from '../../../src/scenario/mutation.js';
import { fixedKey } from '../../keys/saml-tree.js';
import { VENDORS } from '../text/playing.js';
import { forged, signedIn } from './judges.js';

const sign: Mutation = { operation: 'sign', settings: { at: '//Assertion' } };
const anew = (settings: Omit<OperationSettings['resign'], 'at'> = {}): Mutation => ({
  operation: 'resign',
  settings: { at: '//Signature', ...settings },
});
const says = (to: string): Mutation => ({
  operation: 'set',
  settings: { at: '//SignatureMethod/@Algorithm', to },
});
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

describe.each(VENDORS)('resign, in a message of %s', (vendor) => {
  const genuine = fixedKey(`${vendor}-1`);
  const reports = (xml: string, key = genuine) => verifySignatures(xml, [key.certificate.pem]);

  it('is what xml-crypto accepts, by the algorithm that SignatureMethod says', () => {
    for (const hash of ['sha1', 'sha384', 'sha512']) {
      const uri =
        hash === 'sha1' ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : `${MORE}rsa-${hash}`;
      expect(reports(forged(vendor, [sign, says(uri)]))).toMatchObject([{ verified: false }]);
      expect(reports(forged(vendor, [sign, says(uri), anew()]))).toMatchObject([
        { verified: true, algorithm: `rsa-${hash}` },
      ]);
    }
  });

  it('by the attacker is good for his certificate alone', () => {
    const xml = forged(vendor, [sign, anew({ key: 'attacker' })]);
    expect(reports(xml)).toMatchObject([{ verified: false }]);
    expect(reports(xml, fixedKey('attacker-1'))).toMatchObject([{ verified: true }]);
  });

  it('with a secret is the HMAC that node:crypto makes of what libxml2 canonicalises', () => {
    const mutations = [sign, says(`${MORE}hmac-sha256`), anew({ secret: 'certificate-pem' })];
    const { signedInfo, signature } = signedIn(forged(vendor, mutations), 'Assertion', {
      method: 'exclusive',
    });
    const mac = createHmac('sha256', genuine.certificate.pem).update(signedInfo).digest();
    expect(signature).toEqual(mac);
    const short = forged(vendor, [...mutations.slice(0, 2), anew({ secret: 'empty', bits: 8 })]);
    const cut = signedIn(short, 'Assertion', { method: 'exclusive' });
    expect(cut.signature).toEqual(
      createHmac('sha256', '').update(cut.signedInfo).digest().subarray(0, 1),
    );
  });

  it('needs what it signs and where it goes', () => {
    for (const name of ['SignedInfo', 'SignatureValue']) {
      const gone: Mutation = { operation: 'remove', settings: { at: `//${name}` } };
      expect(() => forged(vendor, [sign, gone, anew()])).toThrow(`has no ${name}.`);
    }
    expect(() => forged(vendor, [sign, anew({ secret: 'empty' })])).toThrow(
      expect.objectContaining({ code: 'algorithm-unknown' }),
    );
  });
});

it('is told to people', () => {
  expect(resign.describe({ at: '//a', key: 'attacker' })).toContain('with the attacker key');
  expect(resign.describe({ at: '//a', secret: 'empty' })).toContain('HMAC');
});
