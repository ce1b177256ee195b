/** Floor 5: SPs that go wrong where they decrypt. */
import { constants, privateDecrypt, type KeyObject } from 'node:crypto';
import { DecryptionFlaw, decryptElement, type DecryptOptions } from '../../keys/decrypt.js';
import type { FoundData, FoundKey } from '../../keys/read-encrypted.js';
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { attributeOf, isNamed, rootOf, textOf, type ResolvedElement } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { decrypt, decryptBy } from '../checks/decrypt-assertion.js';
import { descendants } from '../checks/descendants.js';
import { EXACT } from '../checks/read-response.js';
import { signaturePresent, signedContent } from '../checks/signatures.js';
import { readBy } from '../checks/structure.js';
import { breakingDown } from './broken.js';
import type { Defect } from './defect.js';
import { withoutDoctype } from './doctype.js';
import { everywhere } from './everywhere.js';
import { ask } from './fetching.js';
import { laxlyOpened, openCounter, openGcm } from './lax-decryption.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

const SAML = NAMESPACES.assertion;

/** What is encrypted needs no signature. */
export const TRUSTED: Check = {
  ...signaturePresent,
  test: (evidence, facts) =>
    evidence.plain === undefined ? signaturePresent.test(evidence, facts) : passed(),
};

function firstAnywhere(root: ResolvedElement): readonly ResolvedElement[] {
  return everywhere(root, SAML, 'Assertion').slice(0, 1);
}

const unlimited = { mayUseCbc: () => true };

/** What comes out, and what comes out of that. */
function openedAgain(wrapper: ResolvedElement, options: DecryptOptions): string {
  const text = decryptElement(wrapper, options);
  const root = rootOf(parseXml(text));
  return isNamed(root, SAML, 'EncryptedAssertion') ? openedAgain(root, options) : text;
}

/** What a parser leaves out that goes on behind mistakes. */
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The tag is as long as what stands behind the markup. */
function shortTag(data: FoundData, contentKey: Buffer): string {
  const whole = openCounter(data, contentKey, 0);
  const markup = whole.slice(0, whole.search(/<\/[\w:]*Assertion>/));
  const end = whole.indexOf('>', markup.length) + 1;
  const rest = Buffer.byteLength(whole.slice(0, end));
  const tagSize = data.octets.length - 12 - rest;
  // node:crypto takes a tag of four octets for one; of none there is nothing to compare.
  return tagSize < 4 ? whole.slice(0, end) : openGcm(data, contentKey, tagSize);
}

/** 00 02, octets that are not 0, 00, the key (RFC 8017 7.2.2); node:crypto no longer does it. */
function openPkcs1({ octets }: FoundKey, privateKey: KeyObject): Buffer {
  const padding = constants.RSA_NO_PADDING;
  const block = privateDecrypt({ key: privateKey, padding }, octets);
  const end = block.indexOf(0, 2);
  if (block[0] === 0 && block[1] === 2 && end >= 10) return block.subarray(end + 1);
  throw new RangeError('padding check failed');
}

const PKCS1 = { opened: laxlyOpened({ contentKey: openPkcs1 }) };

/** The same, with one answer to everything. */
const PKCS1_QUIETLY = {
  opened(wrapper: ResolvedElement, options: DecryptOptions): string {
    try {
      return PKCS1.opened(wrapper, options);
    } catch {
      throw new DecryptionFlaw();
    }
  },
};

/** Node's own default, which is SHA-1. */
function openAssumed(key: { readonly octets: Buffer }, privateKey: KeyObject): Buffer {
  return privateDecrypt(privateKey, key.octets);
}

/** Where the ciphertext is to be had. */
const referenced: Check = {
  ...decrypt,
  test(evidence, facts) {
    const views = descendants(known(evidence, 'root'));
    for (const view of views) {
      if (view.local === 'CipherReference') ask(attributeOf(view, 'URI') ?? '');
    }
    return decrypt.test(evidence, facts);
  },
};

/** Read by a parser of its own, which loads DTDs. */
function openedWithDtd(wrapper: ResolvedElement, options: DecryptOptions): string {
  const text = decryptElement(wrapper, options);
  const [, address = ''] = /<!DOCTYPE[^>]*SYSTEM\s+"([^"]*)"/.exec(text) ?? [];
  ask(address);
  return withoutDoctype(text);
}

/** The NameID that is encrypted, wherever that stands. */
const encryptedName: Check = {
  ...signedContent,
  test(evidence, facts) {
    const result = signedContent.test(evidence, facts);
    const [wrapper] = everywhere(known(evidence, 'root'), SAML, 'EncryptedID');
    if ('failed' in result || wrapper === undefined) return result;
    const text = decryptElement(wrapper, {
      privateKeys: facts.decryptionKeys,
      content: ['aes256-gcm'],
      transport: ['rsa-oaep-mgf1p'],
    });
    const assertion = result.passed.assertion ?? known(evidence, 'assertion');
    const nameId = { value: textOf(rootOf(parseXml(text))) };
    return passed({ ...result.passed, assertion: { ...assertion, nameId } });
  },
};

export const DECRYPTION: readonly Defect[] = [
  {
    id: 'decryption-breaks-down',
    title: 'Breaks down where it cannot decrypt: another answer than to a bad signature.',
    seenIn: ['simplesamlphp <1.8.2', 'exceptions of decrypters that nobody catches'],
    rows: { decrypt: breakingDown(decrypt) },
  },
  {
    id: 'padding-breaks-down',
    title: 'Decrypts CBC for everybody, and breaks down where the padding or the markup is wrong.',
    seenIn: ['simplesamlphp <1.8.2', 'CVE-2011-4625'],
    rows: { decrypt: breakingDown(decryptBy(unlimited)) },
  },
  {
    id: 'key-transport-breaks-down',
    title: 'Takes rsa-1_5, and breaks down where what comes out is no key.',
    seenIn: ['CVE-2015-0226'],
    rows: { decrypt: decryptBy(PKCS1) },
  },
  {
    id: 'accepts-rsa-1-5',
    title: 'Takes keys that come by rsa-1_5.',
    seenIn: ['most decrypters'],
    rows: { decrypt: decryptBy(PKCS1_QUIETLY) },
  },
  {
    id: 'decrypts-all-takes-first',
    title: 'Decrypts whatever is encrypted, verifies any signature, and takes the first Assertion.',
    seenIn: ['GitHub Enterprise Server <3.11.16', 'CVE-2024-9487'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      decrypt: decryptBy({ chosen: (wrappers) => wrappers }),
      read: readBy({ ...EXACT, assertions: firstAnywhere }),
    },
  },
  {
    id: 'any-decrypted-content',
    title:
      'Takes the first Assertion in whatever comes out of the decryption, and takes it for signed.',
    seenIn: ['OpenSAML-Java <2.6.1'],
    rows: {
      decrypt: decryptBy({ fits: () => true }),
      schema: null,
      'signature-present': TRUSTED,
      'one-assertion': null,
      'schema-order': null,
      read: readBy({ ...EXACT, assertions: firstAnywhere }),
    },
  },
  {
    id: 'decrypts-again',
    title: 'Decrypts what comes out of the decryption, as often as it is encrypted.',
    seenIn: ['recursive decrypters'],
    rows: { decrypt: decryptBy({ opened: openedAgain }) },
  },
  {
    id: 'cbc-rewritten',
    title: 'Takes what is encrypted with CBC for signed, and reads on behind rubbish.',
    seenIn: ['CBC without a signature, parsers that recover'],
    rows: {
      decrypt: decryptBy({
        ...unlimited,
        opened: (...all) => decryptElement(...all).replace(NO_CHARACTER, ''),
      }),
      'signature-present': TRUSTED,
    },
  },
  {
    id: 'gcm-unauthenticated',
    title: 'Takes what is encrypted with GCM for signed, and never looks at its tag.',
    seenIn: ['decipher.update without final'],
    rows: {
      decrypt: decryptBy({ opened: laxlyOpened({ text: (...all) => openCounter(...all, 16) }) }),
      'signature-present': TRUSTED,
    },
  },
  {
    id: 'gcm-short-tag',
    title: 'Takes a tag of GCM that is as short as the sender likes.',
    seenIn: ['node:crypto setAuthTag without a length', 'CVE-2026-12802'],
    rows: { decrypt: decryptBy({ opened: laxlyOpened({ text: shortTag }) }) },
  },
  {
    id: 'oaep-digest-assumed',
    title: 'Takes the digest of OAEP for SHA-1 whatever the message says, and breaks down.',
    seenIn: ['privateDecrypt without oaepHash'],
    rows: { decrypt: decryptBy({ opened: laxlyOpened({ contentKey: openAssumed }) }) },
  },
  {
    id: 'follows-cipher-reference',
    title: 'Fetches a ciphertext from where the message says.',
    seenIn: ['XML encryption libraries without a resolver of their own'],
    rows: { decrypt: referenced },
  },
  {
    id: 'decrypted-with-dtd',
    title: 'Reads what was encrypted with a parser that loads DTDs.',
    seenIn: ['OpenSAML-Java <2.6.1', 'CVE-2013-6440'],
    rows: { decrypt: decryptBy({ opened: openedWithDtd }) },
  },
  {
    id: 'encrypted-id-anywhere',
    title: 'Takes the first EncryptedID for the name, wherever it stands.',
    seenIn: ['XPath //EncryptedID'],
    rows: { 'signed-content': encryptedName },
  },
  {
    id: 'tries-every-key',
    title: 'Tries every EncryptedKey, however many there are.',
    seenIn: ['decrypters without a limit'],
    rows: {
      decrypt: decryptBy({
        opened: (wrapper, options) => decryptElement(wrapper, { ...options, mostKeys: Infinity }),
      }),
    },
  },
];
