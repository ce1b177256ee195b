/** Floor 3: whether a message is signed by the SP that the application knows (saml-bindings 3.4.4.1, 3.5.4). */
import { UserError } from '../base/errors.js';
import { verifyQuery } from '../keys/query-signature.js';
import { verifySignatures } from '../keys/verify.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { Objection } from './idp.js';
import type { Application } from './tenant.js';

/** A message as it came, whatever it asks. */
export type SignedMessage = Pick<
  ReceivedAuthnRequest,
  'binding' | 'xml' | 'query' | 'hasSignature'
>;

/**
 * Whether the message carries a signature of its binding. An XML signature does not count in a query: the
 * HTTP-Redirect binding takes it out (saml-bindings 3.4.4.1).
 */
export function isSigned({ binding, query, hasSignature }: SignedMessage): boolean {
  return binding === 'redirect' ? query !== undefined : hasSignature;
}

/**
 * Whether the signature of a message is the certificate's.
 *
 * @param message - as it came; nothing is decoded and encoded again
 * @param id - the ID of its root: the signature that counts covers it
 * @param certificate - of the sender, as base64 DER
 * @throws UserError `key-invalid` when the certificate cannot be read
 */
export function isSignedBy(message: SignedMessage, id: string, certificate: string): boolean {
  return message.query === undefined
    ? verifiesEnveloped(message.xml, id, certificate)
    : verifyQuery(message.query, [certificate]).verified;
}

/**
 * Checks the signature of a request when the application demands one.
 *
 * @returns an objection, or `undefined` when no signature is demanded or it verifies
 * @throws UserError `key-invalid` when the application's certificate cannot be read
 */
export function objectToSignature(
  received: ReceivedAuthnRequest,
  application: Application,
): Objection | undefined {
  const certificate = application.requestSigning?.certificate;
  if (certificate === undefined) return undefined;
  if (!isSigned(received)) return { reason: 'request-unsigned' };
  return isSignedBy(received, received.request.id, certificate)
    ? undefined
    : { reason: 'request-signature-invalid' };
}

/** The signature that counts is the message's own: a child of the root that covers the root by its ID. */
function verifiesEnveloped(xml: string, id: string, certificate: string): boolean {
  try {
    return verifySignatures(xml, [certificate]).some(
      ({ verified, enveloped, covers }) => verified && enveloped && covers?.id === id,
    );
  } catch (error) {
    // More signatures than anybody means: they say nothing about the message.
    if (error instanceof UserError && error.code === 'message-too-large') return false;
    throw error;
  }
}
