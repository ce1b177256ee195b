/** Floor 5: what a profile's list of algorithms allows. */
import {
  DIGEST_ALGORITHMS,
  SIGNATURE_ALGORITHMS,
  type DigestRow,
  type SignatureRow,
} from '../../keys/algorithms.js';

/** The rows of the allowed signature algorithms, by short name. */
export function allowedSignatures(names: readonly string[]): readonly SignatureRow[] {
  const rows = Object.entries(SIGNATURE_ALGORITHMS).filter(([name]) => names.includes(name));
  return rows.map(([, row]) => row);
}

/** The digests that go with them: SHA-1 only where a signature with SHA-1 is allowed too. */
export function allowedDigests(names: readonly string[]): readonly DigestRow[] {
  const sha1 = allowedSignatures(names).some(({ hash }) => hash === 'sha1');
  return Object.values(DIGEST_ALGORITHMS).filter(({ hash }) => sha1 || hash !== 'sha1');
}
