/** Floor 3: whether an AuthnRequest is signed by the SP that the application knows (saml-bindings 3.4.4.1, 3.5.4). */
import { UserError } from '../base/errors.js';
import { verifyQuery } from '../keys/query-signature.js';
import { verifySignatures } from '../keys/verify.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { Objection } from './idp.js';
import type { Application } from './tenant.js';

/**
 * Whether the request carries a signature of its binding. An XML signature does not count in a query: the
 * HTTP-Redirect binding takes it out (saml-bindings 3.4.4.1).
 */
export function isSigned({ binding, query, hasSignature }: ReceivedAuthnRequest): boolean {
  return binding === 'redirect' ? query !== undefined : hasSignature;
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
  const verified =
    received.query === undefined
      ? verifiesEnveloped(received, certificate)
      : verifyQuery(received.query, [certificate]).verified;
  return verified ? undefined : { reason: 'request-signature-invalid' };
}

/** The signature that counts is the request's own: a child of the root that covers the root by its ID. */
function verifiesEnveloped({ xml, request }: ReceivedAuthnRequest, certificate: string): boolean {
  try {
    return verifySignatures(xml, [certificate]).some(
      ({ verified, enveloped, covers }) => verified && enveloped && covers?.id === request.id,
    );
  } catch (error) {
    // More signatures than anybody means: they say nothing about the request.
    if (error instanceof UserError && error.code === 'message-too-large') return false;
    throw error;
  }
}
