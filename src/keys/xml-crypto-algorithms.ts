/** Floor 2: the algorithms of our table that xml-crypto does not bring along, in its form. */
import { createPublicKey, hash, type KeyLike } from 'node:crypto';
import type { HashAlgorithm, SignatureAlgorithm as Verifier } from 'xml-crypto';
import { InternalError } from '../base/errors.js';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from './algorithms.js';
import type { DigestAlgorithm, SignatureAlgorithm } from './keys.js';
import { verifyOctets } from './octets.js';

type Table<Kind> = Record<string, new () => Kind>;

function verifierOf(name: SignatureAlgorithm): new () => Verifier {
  return class {
    getAlgorithmName(): string {
      return SIGNATURE_ALGORITHMS[name].uri;
    }
    getSignature(): string {
      throw new InternalError('internal', 'xml-crypto verifies here and never signs.');
    }
    verifySignature(text: string, key: KeyLike, signature: string): boolean {
      return verifyOctets({ text, signature }, createPublicKey(key), name);
    }
  };
}

function hasherOf(name: DigestAlgorithm): new () => HashAlgorithm {
  const { uri, hash: algorithm } = DIGEST_ALGORITHMS[name];
  return class {
    getAlgorithmName(): string {
      return uri;
    }
    getHash(text: string): string {
      return hash(algorithm, text, 'base64');
    }
  };
}

/**
 * Verifiers for the rows of our table that are missing in xml-crypto's own, by URI.
 *
 * @param known - `SignedXml.SignatureAlgorithms`
 */
export function otherSignatures(known: Readonly<Table<Verifier>>): Table<Verifier> {
  const rows = Object.entries(SIGNATURE_ALGORITHMS).filter(([, { uri }]) => !(uri in known));
  return Object.fromEntries(
    rows.map(([name, { uri }]) => [uri, verifierOf(name as SignatureAlgorithm)]),
  );
}

/**
 * Digests for the rows of our table that are missing in xml-crypto's own, by URI.
 *
 * @param known - `SignedXml.HashAlgorithms`
 */
export function otherDigests(known: Readonly<Table<HashAlgorithm>>): Table<HashAlgorithm> {
  const rows = Object.entries(DIGEST_ALGORITHMS).filter(([, { uri }]) => !(uri in known));
  return Object.fromEntries(
    rows.map(([name, { uri }]) => [uri, hasherOf(name as DigestAlgorithm)]),
  );
}
