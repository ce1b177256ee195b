import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encrypt } from 'xml-encryption';
import { seededRandom } from '../../src/base/random.js';
import { decryptElement, DecryptionFlaw, type DecryptOptions } from '../../src/keys/decrypt.js';
import { encryptElement, PLAIN_FORM, type EncryptOptions } from '../../src/keys/encrypt.js';
import {
  CONTENT_ALGORITHMS,
  KEY_TRANSPORTS,
  type ContentAlgorithm,
} from '../../src/keys/encryption-algorithms.js';
import { parseXml } from '../../src/xml/parse.js';
import { rootOf } from '../../src/xml/query.js';
import { writeXml } from '../../src/xml/write.js';
import { XMLSEC } from '../interop/xmlsec.js';
import { madeByXmlsec } from './decipher.js';
import { fixedKey, fixedPem } from './saml-tree.js';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const PLAIN = `<saml:NameID xmlns:saml="${SAML}">Zoë 🦄</saml:NameID>`;
const SP = fixedKey('sp-encryption-1');
const STRICT: DecryptOptions = {
  privateKeys: [SP.privateKey],
  content: ['aes128-gcm', 'aes256-gcm'],
  transport: ['rsa-oaep-mgf1p', 'rsa-oaep'],
};

/** What the reference SP never offers, and this Node cannot do, stays out of round trips. */
const LAX: DecryptOptions = {
  ...STRICT,
  content: (Object.keys(CONTENT_ALGORITHMS) as ContentAlgorithm[]).filter(
    (name) => name !== 'aes192-gcm',
  ),
};

function encrypted(more: Partial<EncryptOptions> = {}): string {
  const options: EncryptOptions = {
    to: SP.certificate.base64,
    name: 'EncryptedID',
    random: seededRandom('7'),
    content: 'aes256-gcm',
    transport: 'rsa-oaep-mgf1p',
    ...more,
  };
  return writeXml(encryptElement(PLAIN, options));
}

function decrypted(xml: string, options: DecryptOptions = STRICT): string {
  return decryptElement(rootOf(parseXml(xml)), options);
}

function wrapped(data: string): string {
  return `<saml:EncryptedID xmlns:saml="${SAML}">${data}</saml:EncryptedID>`;
}

const SIBLING = { ...PLAIN_FORM, key: 'sibling' } as const;

// A library that prints would print every attack on a test's console.
const printed = vi.fn();
beforeEach(() => {
  for (const name of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation(printed);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(printed).not.toHaveBeenCalled();
});

describe('what others have encrypted', () => {
  for (const content of LAX.content) {
    it(`xml-encryption, ${content}`, () => {
      let xml = '';
      encrypt(
        PLAIN,
        {
          rsa_pub: SP.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
          pem: SP.certificate.pem,
          encryptionAlgorithm: CONTENT_ALGORITHMS[content].uri,
          keyEncryptionAlgorithm: KEY_TRANSPORTS['rsa-oaep'].uri,
          keyEncryptionDigest: 'sha256',
          disallowEncryptionWithInsecureAlgorithm: false,
          warnInsecureAlgorithm: false,
        },
        (_, result = '') => {
          xml = wrapped(result);
        },
      );
      // Its callback comes later: the sources of its randomness are asynchronous.
      return vi.waitFor(() => expect(decrypted(xml, LAX)).toBe(PLAIN));
    });
  }

  it.skipIf(!XMLSEC)('xmlsec1 (skipped where it is not installed)', () => {
    const { certificateFile } = fixedPem('sp-encryption-1');
    const kinds = [
      ['aes128-gcm', 'aes-128'],
      ['aes256-gcm', 'aes-256'],
      ['aes256-cbc', 'aes-256'],
      ['tripledes-cbc', 'des-192'],
    ] as const;
    for (const [content, session] of kinds) {
      const { uri } = CONTENT_ALGORITHMS[content];
      const data = madeByXmlsec(PLAIN, certificateFile, { uri, session });
      expect(decrypted(wrapped(data), LAX), content).toBe(PLAIN);
    }
  });
});

describe('what we have encrypted', () => {
  it('is decrypted with any of our keys', () => {
    const privateKeys = [fixedKey('okta-1').privateKey, SP.privateKey];
    expect(decrypted(encrypted(), { ...STRICT, privateKeys })).toBe(PLAIN);
  });

  it('with every digest that xml-encryption reads', () => {
    for (const digest of ['sha1', 'sha256', 'sha512'] as const) {
      expect(decrypted(encrypted({ digest }))).toBe(PLAIN);
      expect(decrypted(encrypted({ transport: 'rsa-oaep', mask: 'sha384', digest }))).toBe(PLAIN);
    }
  });
});

/** The EncryptedKey of a message. */
function keyOf(xml: string): string {
  return /<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/.exec(xml)?.[0] ?? '';
}

describe('where the key stands', () => {
  const inside = encrypted({ recipient: 'urn:sp' });
  const foreign = keyOf(
    encrypted({ to: fixedKey('other-1').certificate.pem, recipient: 'urn:other' }),
  );

  it('is behind the data, by a RetrievalMethod of the same document', () => {
    const xml = encrypted({ form: SIBLING });
    expect(decrypted(xml)).toBe(PLAIN);
    expect(decrypted(xml.replace(/<ds:KeyInfo.*?<\/ds:KeyInfo>/, ''))).toBe(PLAIN);
    expect(decrypted(xml.replace(/<ds:RetrievalMethod.*?\/>/, ''))).toBe(PLAIN);
  });

  it('is among others, before or behind them', () => {
    expect(decrypted(inside.replace('<xenc:EncryptedKey', `${foreign}$&`))).toBe(PLAIN);
    expect(decrypted(inside.replace('</xenc:EncryptedKey>', `$&${foreign}`))).toBe(PLAIN);
  });

  it('is not where a Recipient is somebody else', () => {
    expect(decrypted(inside, { ...STRICT, recipient: 'urn:sp' })).toBe(PLAIN);
    expect(() => decrypted(inside, { ...STRICT, recipient: 'urn:other' })).toThrow(DecryptionFlaw);
  });
});

/** Changes one octet of the n-th CipherValue; negative places count from its end. */
function flipped(xml: string, which: number, at: number, by = 1): string {
  let seen = -1;
  return xml.replaceAll(/(CipherValue>)([^<]+)/g, (all, start: string, base64: string) => {
    seen += 1;
    if (seen !== which) return all;
    const octets = Buffer.from(base64, 'base64');
    const index = at < 0 ? octets.length + at : at;
    octets.writeUInt8(octets.readUInt8(index) ^ by, index);
    return start + octets.toString('base64');
  });
}

describe('what is not decrypted', () => {
  const gcm = encrypted();
  const cbc = encrypted({ content: 'aes128-cbc' });
  const sibling = encrypted({ form: SIBLING });
  const message = (xml: string, options: DecryptOptions = LAX): string => {
    try {
      return decrypted(xml, options);
    } catch (error) {
      expect(error).toBeInstanceOf(DecryptionFlaw);
      return error instanceof DecryptionFlaw ? `${error.code}: ${error.message}` : '';
    }
  };
  const reference = '<xenc:CipherReference URI="http://127.0.0.1:1/"/>';
  const cases: Readonly<Record<string, string>> = {
    'a changed key': flipped(gcm, 0, 9),
    'a changed IV': flipped(gcm, 1, 0),
    'a changed text': flipped(gcm, 1, 20),
    'a changed tag': flipped(gcm, 1, -1),
    'a changed padding': flipped(cbc, 1, -17, 0x40),
    'a short tag': gcm.replace(
      /(CipherValue>)[^<]*(<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData)/,
      '$1AAAAAAAAAAAAAAAA$2',
    ),
    'half a block': cbc.replace(
      /(CipherValue>)[^<]*(<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData)/,
      '$1AAAA$2',
    ),
    'no cipher text': gcm.replaceAll(/(CipherValue>)[^<]*/g, '$1'),
    'another key’s': encrypted({ to: fixedKey('attacker-1').certificate.pem }),
    'a cipher reference': gcm.replace(/<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/, reference),
    'a cipher reference beside the value': gcm.replace('<xenc:CipherValue>', `${reference}$&`),
    'two values': gcm.replace(/<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/, '$&$&'),
    'a key of another document': sibling.replace(/URI="#/, 'URI="http://127.0.0.1:1/#'),
    'a key of no name': sibling.replace(/(RetrievalMethod [^>]*URI=")[^"]*/, '$1#'),
    'a key that is not there': sibling.replace(/<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/, ''),
    'two keys of one Id': sibling.replace(/<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/, '$&$&'),
    'an unknown algorithm': gcm.replace('aes256-gcm', 'aes257-gcm'),
    'an unknown transport': gcm.replace('rsa-oaep-mgf1p', 'rsa-none'),
    'RSA 1.5': encrypted({ transport: 'rsa-1_5' }),
    'a digest that would be taken for another': encrypted({ digest: 'sha384' }),
    'a mask where there is none': gcm.replace(
      '</xenc:EncryptionMethod>',
      '<m:MGF xmlns:m="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha1"/>$&',
    ),
    'an OAEP label': gcm.replace('<ds:DigestMethod', '<xenc:OAEPparams>AAAA</xenc:OAEPparams>$&'),
    'two EncryptedData': gcm.replace(/<xenc:EncryptedData.*<\/xenc:EncryptedData>/, '$&$&'),
    nothing: wrapped(''),
    'another namespace': gcm.replaceAll('2001/04/xmlenc#"', '2001/04/xmlenc"'),
    'content instead of an element': encrypted({ type: 'content' }),
    'a pile of keys': gcm.replace(/<xenc:EncryptedKey.*?<\/xenc:EncryptedKey>/, (key) =>
      key.repeat(9),
    ),
  };

  it('is one flaw with one message, whatever is wrong', () => {
    const messages = Object.entries(cases).map(([name, xml]) => [name, message(xml)]);
    const flaw = 'decryption-failed: The message could not be decrypted.';
    expect(Object.fromEntries(messages)).toEqual(
      Object.fromEntries(Object.keys(cases).map((name) => [name, flaw])),
    );
  });

  it('is an algorithm that the caller does not allow', () => {
    expect(message(cbc, STRICT)).toMatch(/^decryption-failed/);
    expect(message(gcm, { ...STRICT, transport: ['rsa-oaep'] })).toMatch(/^decryption-failed/);
    expect(message(gcm, { ...STRICT, privateKeys: [] })).toMatch(/^decryption-failed/);
  });

  it('has no message of its own in any changed octet', () => {
    for (let at = 0; at < 60; at += 7) {
      for (const which of [0, 1]) expect(message(flipped(gcm, which, at))).toMatch(/^decryption/);
    }
  });
});
