/** Floor 5: SPs that are careless about the names of algorithms, and about values that look otherwise. */
import { verify } from 'node:crypto';
import {
  SIGNATURE_ALGORITHMS,
  SIGNATURE_ENCODING,
  signatureAlgorithmOf,
} from '../../keys/algorithms.js';
import { allowedDigests, allowedSignatures } from '../checks/allowed-algorithms.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { signatureAlgorithm } from '../checks/signatures.js';
import type { Defect } from './defect.js';
import { laxVerified, RIGHT, type LaxRules } from './lax-signature.js';

type Verifies = LaxRules['verifies'];

/** The row that allows algorithms. @param names - which elements it looks at, and how it reads what they say */
function allowing(locals: readonly string[], written: (uri: string) => string): Check {
  return {
    ...signatureAlgorithm,
    test(evidence, { profile }) {
      const { algorithms } = profile.consumption;
      const rows = [...allowedSignatures(algorithms), ...allowedDigests(algorithms)];
      const allowed = rows.map(({ uri }) => written(uri));
      const used = known(evidence, 'signatures').flatMap(({ signature }) =>
        locals.flatMap((local) => Array.from(signature.getElementsByTagNameNS('*', local))),
      );
      const other = used
        .map((method) => method.getAttribute('Algorithm') ?? '')
        .find((uri) => !allowed.includes(written(uri)));
      return other === undefined ? passed() : failed(`the algorithm ${other} is not allowed`);
    },
  };
}

function alike(uri: string): string {
  return uri.trim().toLowerCase();
}

/** The URI that is meant, whatever the letters. */
function meant(uri: string): string {
  const rows = Object.values(SIGNATURE_ALGORITHMS);
  return rows.find((row) => alike(row.uri) === alike(uri))?.uri ?? uri;
}

const dsa: Verifies = (octets, value, key, algorithm) =>
  key.asymmetricKeyType === 'dsa' &&
  algorithm.endsWith('#dsa-sha1') &&
  verify(
    'sha1',
    Buffer.from(octets),
    { key, dsaEncoding: SIGNATURE_ENCODING },
    Buffer.from(value, 'base64'),
  );

/** r and s of P-256. */
const HALVES = 64;

const cutInHalves: Verifies = (octets, value, key, algorithm) => {
  const { length } = Buffer.from(value, 'base64');
  if (algorithm.includes('#ecdsa-') && length !== HALVES) {
    throw new RangeError(`${length} octets are not r and s`);
  }
  return RIGHT.verifies(octets, value, key, algorithm);
};

const lookedUp: Verifies = (octets, value, key, algorithm) => {
  if (signatureAlgorithmOf(algorithm) === undefined) {
    throw new TypeError(`signature algorithm '${algorithm}' is not supported`);
  }
  return RIGHT.verifies(octets, value, key, algorithm);
};

/** Base64 without a line end, a space or anything else. */
const PURE = /^[A-Za-z0-9+/]*={0,2}$/;

const purelyDecoded: LaxRules['value'] = (signed) => {
  const value = RIGHT.value(signed);
  if (PURE.test(value)) return value;
  throw new TypeError('illegal base64 character');
};

export const METHODS: readonly Defect[] = [
  {
    id: 'digest-method-unchecked',
    title: 'Says which signature algorithms it takes, and forgets the digests.',
    seenIn: ['lists of signature algorithms only'],
    rows: { 'signature-algorithm': allowing(['SignatureMethod'], (uri) => uri) },
  },
  {
    id: 'algorithms-alike',
    title: 'Compares the names of algorithms without case and white space.',
    seenIn: ['trim() and toLowerCase() before a lookup'],
    rows: {
      'signature-algorithm': allowing(['SignatureMethod', 'DigestMethod'], alike),
      verified: laxVerified({
        verifies: (octets, value, key, algorithm) =>
          RIGHT.verifies(octets, value, key, meant(algorithm)),
      }),
    },
  },
  {
    id: 'dsa-allowed',
    title: 'Takes DSA with SHA-1, and the keys that go with it.',
    seenIn: ['the first XML signature libraries'],
    rows: {
      'signature-algorithm': null,
      'key-strength': null,
      verified: laxVerified({
        verifies: (...all) => RIGHT.verifies(...all) || dsa(...all),
      }),
    },
  },
  {
    id: 'no-method-no-signature',
    title: 'Verifies by whatever SignatureMethod says, and not at all where there is none.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-parts': null,
      verified: laxVerified({
        verifies: (...all) => all[3] === '' || RIGHT.verifies(...all),
      }),
    },
  },
  {
    id: 'unknown-algorithm-breaks-down',
    title: 'Breaks down at a signature by an algorithm that it does not know.',
    seenIn: ['samlify issue 624', 'xml-crypto without a catch around it'],
    rows: { 'signature-algorithm': null, verified: laxVerified({ verifies: lookedUp }) },
  },
  {
    id: 'ecdsa-halves-break-down',
    title: 'Cuts an ECDSA value in two without asking for its length.',
    seenIn: ['conversions from r||s to DER'],
    rows: { verified: laxVerified({ verifies: cutInHalves }) },
  },
  {
    id: 'signature-value-breaks-down',
    title:
      'Decodes SignatureValue with a decoder that throws at white space, and nobody catches it.',
    seenIn: ['java.util.Base64.getDecoder()'],
    rows: { verified: laxVerified({ value: purelyDecoded }) },
  },
];
