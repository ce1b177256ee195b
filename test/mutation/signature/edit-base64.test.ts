import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { editBase64 } from '../../../src/mutation/signature/edit-base64.js';
import { verifySignatures } from '../../../src/keys/verify.js';
import type { Mutation, OperationSettings } from '../../../src/scenario/mutation.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { fixedKey, scene } from '../../idp/scene.js';

type Settings = Omit<OperationSettings['edit-base64'], 'at'>;

function forged(vendor: VendorName, at: string, settings: Settings): string {
  const mutations: readonly Mutation[] = [
    { operation: 'sign', settings: {} },
    { operation: 'edit-base64', settings: { at, ...settings } },
  ];
  const key = (): never => {
    throw new Error('no other key is needed');
  };
  return scene(vendor).issue({ forgery: { mutations, parts: {}, values: {}, key } }).xml;
}

function octets(xml: string, element: string): Buffer {
  const [, base64 = ''] = new RegExp(`<(?:ds:)?${element}>([^<]*)<`).exec(xml) ?? [];
  return Buffer.from(base64, 'base64');
}

const genuine = forged('generic', '//SignatureValue', { append: '00', truncate: 0 });

function edited(settings: Settings): Buffer {
  return octets(forged('generic', '//SignatureValue', settings), 'SignatureValue');
}

describe.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const)(
  'edit-base64, in a message of %s',
  (vendor) => {
    it('makes signatures that xml-crypto refuses', () => {
      const certificates = [fixedKey(`${vendor}-1`).certificate.pem];
      for (const settings of [{ flip: [0] }, { truncate: 1 }, { append: '00' }]) {
        const reports = verifySignatures(
          forged(vendor, '//SignatureValue', settings),
          certificates,
        );
        expect(reports.map(({ verified }) => verified)).not.toContain(true);
      }
    });

    it('reads base64 however it is wrapped', () => {
      const xml = forged(vendor, '//X509Certificate', { flip: [-1] });
      const x509 = new X509Certificate(octets(xml, 'X509Certificate'));
      expect(x509.subject).toBe(
        new X509Certificate(fixedKey(`${vendor}-1`).certificate.pem).subject,
      );
      expect(x509.verify(x509.publicKey)).toBe(false);
    });
  },
);

describe('edit-base64', () => {
  const before = octets(genuine, 'SignatureValue').subarray(0, 256);

  it('flips one bit of an octet, from the front or from the end', () => {
    const after = edited({ flip: [2, -1] });
    const changes = [...after].flatMap((octet, at) => {
      const by = octet ^ before.readUInt8(at);
      return by === 0 ? [] : [[at, by]];
    });
    expect(changes).toEqual([
      [2, 1],
      [255, 1],
    ]);
  });

  it('changes octets by others', () => {
    const after = edited({ xor: { at: 254, with: 'ff10' } });
    expect(after.readUInt16BE(254) ^ before.readUInt16BE(254)).toBe(0xff10);
    expect(after.subarray(0, 254).equals(before.subarray(0, 254))).toBe(true);
  });

  it('cuts off, then adds', () => {
    expect(edited({ truncate: 250 })).toEqual(before.subarray(0, 6));
    expect(edited({ truncate: 300, append: 'abcd' }).toString('hex')).toBe('abcd');
  });

  it('is impossible beyond the end', () => {
    for (const settings of [
      { flip: [256] },
      { flip: [-257] },
      { xor: { at: 255, with: '0000' } },
    ]) {
      expect(() => edited(settings)).toThrow(
        expect.objectContaining({ name: 'UserError', code: 'mutation-impossible' }),
      );
    }
  });

  it('says what it does', () => {
    const settings = { at: '//CipherValue', flip: [0], xor: { at: 1, with: '20' }, truncate: 4 };
    expect(editBase64.describe({ ...settings, append: '00' })).toBe(
      'flips a bit of octet 0 and changes octets from 1 on by 20 and cuts 4 octets off and adds the octets 00 in //CipherValue',
    );
  });
});
