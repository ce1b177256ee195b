/** Floor 5: why a signature is no good. */

/** A signature that does not verify, or is not of the one shape that SAML allows. */
export class SignatureFlaw extends Error {
  override readonly name = 'SignatureFlaw';
}
