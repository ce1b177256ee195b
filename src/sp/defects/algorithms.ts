/** Floor 5: SPs whose cryptography is too weak, or says yes when it cannot say anything. */
import { constants, createHash, publicDecrypt, verify, type KeyObject } from 'node:crypto';
import { StandinError } from '../../base/errors.js';
import {
  DIGEST_ALGORITHMS,
  SIGNATURE_ALGORITHMS,
  signatureAlgorithmOf,
} from '../../keys/algorithms.js';
import type { Check } from '../checks/check.js';
import type { Defect } from './defect.js';
import { laxVerified, RIGHT, type LaxRules } from './lax-signature.js';

type Verifies = LaxRules['verifies'];
type Digests = LaxRules['digests'];

/** A row that verifies with one more way to be content. */
function also(verifies: Verifies, digests: Digests = () => false): Check {
  return laxVerified({
    verifies: (...all) => RIGHT.verifies(...all) || verifies(...all),
    digests: (...all) => RIGHT.digests(...all) || digests(...all),
  });
}

function sizeOf(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 512) / 8;
}

/** The digest stands behind some padding, and nobody looks at what follows it. */
const looselyPadded: Verifies = (octets, value, key) => {
  try {
    const padding = constants.RSA_NO_PADDING;
    const block = publicDecrypt({ key, padding }, Buffer.from(value, 'base64'));
    const digest = createHash('sha256').update(octets).digest();
    return block[0] === 0 && block[1] === 1 && block.includes(digest);
  } catch {
    return false;
  }
};

const md5: Verifies = (octets, value, key, algorithm) =>
  algorithm.endsWith('#rsa-md5') &&
  verify('md5', Buffer.from(octets), key, Buffer.from(value, 'base64'));

const md5Digest: Digests = (text, digest, algorithm) =>
  algorithm.endsWith('#md5') && createHash('md5').update(text).digest('base64') === digest;

/** OpenSSL's -1, which is not 0: the value has another length than the key, or the key is none for the algorithm. */
const errs: Verifies = (_octets, value, key, algorithm) => {
  const name = signatureAlgorithmOf(algorithm);
  const isOfAnother =
    name !== undefined && SIGNATURE_ALGORITHMS[name].keyType !== key.asymmetricKeyType;
  return isOfAnother || Buffer.from(value, 'base64').length !== sizeOf(key);
};

/** What has no canonical form has an empty one. */
const emptyForm: LaxRules['digested'] = (one) => {
  try {
    return RIGHT.digested(one);
  } catch (error) {
    if (error instanceof StandinError) return '';
    throw error;
  }
};

export const ALGORITHMS: readonly Defect[] = [
  {
    id: 'sha1-allowed',
    title: 'Allows SHA-1, in signatures and in digests.',
    seenIn: ['@node-saml/node-saml 5.1.0', 'samlify 2.13.1', '@boxyhq/saml20 1.15.2'],
    rows: { 'signature-algorithm': null },
  },
  {
    id: 'md5-allowed',
    title: 'Allows MD5, in signatures and in digests.',
    seenIn: ['old XML security libraries'],
    rows: { 'signature-algorithm': null, verified: also(md5, md5Digest) },
  },
  {
    id: 'unknown-algorithm-passes',
    title: 'Takes a signature by an algorithm that it does not know for good.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-algorithm': null,
      verified: also((...all) => signatureAlgorithmOf(all[3]) === undefined),
    },
  },
  {
    id: 'unknown-digest-passes',
    title: 'Takes a digest by an algorithm that it does not know for good.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-algorithm': null,
      verified: also(
        () => false,
        (_text, _digest, algorithm) =>
          !Object.values(DIGEST_ALGORITHMS).some(({ uri }) => uri === algorithm),
      ),
    },
  },
  {
    id: 'error-is-success',
    title: 'Takes an error of the cryptography for its consent: -1 is true.',
    seenIn: ['simplesamlphp <1.15.4', 'php-saml <2.10.4'],
    rows: {
      'signature-parts': null,
      verified: also(errs),
    },
  },
  {
    id: 'ecdsa-zero',
    title: 'Takes an ECDSA signature of zeros for good, whoever made it.',
    seenIn: ['CVE-2022-21449'],
    rows: {
      verified: also(
        (_octets, value, key) =>
          key.asymmetricKeyType === 'ec' &&
          Buffer.from(value, 'base64').every((byte) => byte === 0),
      ),
    },
  },
  {
    id: 'loose-padding',
    title: 'Looks for the digest anywhere in the decrypted RSA signature.',
    seenIn: ['CVE-2006-4339'],
    rows: { verified: also(looselyPadded) },
  },
  {
    id: 'empty-canonical-form',
    title: 'Digests the empty text where canonicalisation fails.',
    seenIn: ['ruby-saml <1.18.0', 'xmlseclibs <3.1.4'],
    rows: {
      verified: laxVerified({ digested: emptyForm }),
      'signed-content': null,
    },
  },
];
