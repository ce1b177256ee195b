/** Floor 8: which elements of a message are signed, and whether that holds. */
import { StandinError } from '../../base/errors.js';
import { readCertificate } from '../../keys/key-pem.js';
import { readSignatures } from '../../keys/read-signatures.js';
import type { SignatureReport } from '../../keys/verify.js';
import { verifySignatures } from '../../keys/verify.js';
import { REDACTED } from '../../run/evidence/redaction.js';

/** The signatures of one message. */
export interface SignatureCheck {
  /** What they were held against: the IdP's certificates, or only what the message brings along. */
  readonly trust: 'idp' | 'own';
  readonly signatures: readonly SignatureReport[];
  /** Why nothing could be checked. */
  readonly problem?: string;
}

function readable(certificate: string): boolean {
  try {
    return readCertificate(certificate).base64 !== '';
  } catch (error) {
    if (error instanceof StandinError) return false;
    throw error;
  }
}

/** The certificates in the message: verifying with them proves that it is whole, not who made it. */
function ownCertificates(xml: string): readonly string[] {
  const certificates = readSignatures(xml).flatMap(({ certificate }) => certificate ?? []);
  return [...new Set(certificates)].filter(readable);
}

/**
 * Checks every signature of a message.
 *
 * @param xml - decoded; it may be hostile
 * @param certificates - the IdP's, as base64 DER; absent or empty: those in the message
 */
export function checkSignatures(
  xml: string,
  certificates: readonly string[] | undefined,
): SignatureCheck {
  const given = certificates !== undefined && certificates.length > 0;
  const trust = given ? 'idp' : 'own';
  if (!xml.includes('Signature')) return { trust, signatures: [] };
  if (xml.includes(REDACTED)) return { trust, signatures: [], problem: 'a part is redacted' };
  try {
    const trusted = given ? certificates : ownCertificates(xml);
    return { trust, signatures: verifySignatures(xml, trusted) };
  } catch (error) {
    if (!(error instanceof StandinError)) throw error;
    return { trust, signatures: [], problem: error.message };
  }
}
