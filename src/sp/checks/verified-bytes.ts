/** Floor 5: xml-crypto, driven as strictly as SAML allows (saml-core 5.4). */
import { SignedXml } from 'xml-crypto';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS, type DigestRow } from '../../keys/algorithms.js';
import { otherDigests, otherSignatures } from '../../keys/xml-crypto-algorithms.js';
import type { PinnedKey } from './trusted-idp.js';

/** The classes whose algorithm is among the rows. */
function only<Kind>(
  classes: Readonly<Record<string, Kind>>,
  rows: readonly DigestRow[],
): Record<string, Kind> {
  const uris = rows.map(({ uri }) => uri);
  return Object.fromEntries(Object.entries(classes).filter(([uri]) => uris.includes(uri)));
}

/** xml-crypto with one pinned key and nothing but algorithms that fit the key. */
function verifierFor({ pem, type }: PinnedKey): SignedXml {
  const verifier = new SignedXml({
    publicCert: pem,
    // KeyInfo says which key was used; which key is trusted is the administrator's word alone.
    getCertFromKeyInfo: () => null,
  });
  // SAML's identifiers are called ID (saml-core 1.3.4); each further name costs a search of the whole message.
  verifier.idAttributes = ['ID'];
  const { SignatureAlgorithms: signatures, HashAlgorithms: hashes } = verifier;
  verifier.SignatureAlgorithms = only(
    { ...signatures, ...otherSignatures(signatures) },
    Object.values(SIGNATURE_ALGORITHMS).filter(({ keyType }) => keyType === type),
  );
  verifier.HashAlgorithms = only(
    { ...hashes, ...otherDigests(hashes) },
    Object.values(DIGEST_ALGORITHMS),
  );
  return verifier;
}

/** One attempt with one key: the canonical bytes of every Reference, or `undefined` when it does not verify. */
function attempt(
  xml: string,
  signature: Element,
  verifier: SignedXml,
): readonly string[] | undefined {
  try {
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml) ? verifier.getSignedReferences() : undefined;
  } catch {
    // xml-crypto throws for what it cannot verify; whatever it says, the answer is no.
    return undefined;
  }
}

/**
 * The canonical bytes that a signature covers, one text a Reference, when one of the keys verifies it.
 *
 * @param xml - the message as it came
 * @param signature - in the tree that `parseDom` made of it
 */
export function verifiedBytes(
  xml: string,
  signature: Element,
  keys: readonly PinnedKey[],
): readonly string[] | undefined {
  for (const key of keys) {
    const bytes = attempt(xml, signature, verifierFor(key));
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}
