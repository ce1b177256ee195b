/** Floor 5: who vouches for a LogoutRequest: the query's signature, or the message's own (saml-bindings 3.4.4.1, 3.5.4). */
import { createPublicKey } from 'node:crypto';
import { signatureAlgorithmOf } from '../../keys/algorithms.js';
import { verifyOctets } from '../../keys/octets.js';
import { UserError } from '../../base/errors.js';
import type { DetachedSignature } from '../../saml/carried-message.js';
import type {
  LogoutRequest,
  ReceivedLogoutRequest,
  ReceivedLogoutResponse,
} from '../../saml/logout.js';
import type { ResolvedElement } from '../../xml/query.js';
import { logoutRequestFacts } from '../../saml/parse-logout.js';
import { allowedDigests, allowedSignatures } from './allowed-algorithms.js';
import { namedChildren, parseDom } from './signature-dom.js';
import { SignatureFlaw } from './signature-flaw.js';
import { coveredElement } from './signatures.js';
import type { PinnedKey } from './trusted-idp.js';
import { verifiedBytes } from './verified-bytes.js';

/** Whether it is signed in the way of its binding. */
export function isSignedLogout({
  binding,
  query,
  hasSignature,
}: ReceivedLogoutRequest | ReceivedLogoutResponse): boolean {
  return binding === 'redirect' ? query !== undefined : hasSignature;
}

/** The algorithms that the signature uses, as URIs. */
export function algorithmsOf({ xml, query }: ReceivedLogoutRequest): readonly string[] {
  if (query !== undefined) return [query.algorithm];
  const [signature] = namedChildren(parseDom(xml), 'Signature');
  return ['SignatureMethod', 'DigestMethod'].flatMap((local) =>
    Array.from(signature?.getElementsByTagNameNS('*', local) ?? []).map(
      (method) => method.getAttribute('Algorithm') ?? '',
    ),
  );
}

/** The URIs that a profile allows. */
export function allowedUris(names: readonly string[]): readonly string[] {
  return [...allowedSignatures(names), ...allowedDigests(names)].map(({ uri }) => uri);
}

function verifiesQuery(
  { algorithm: uri, signature, signedText }: DetachedSignature,
  keys: readonly PinnedKey[],
): boolean {
  const algorithm = signatureAlgorithmOf(uri);
  if (algorithm === undefined) return false;
  return keys.some(({ pem }) =>
    verifyOctets({ text: signedText, signature }, createPublicKey(pem), algorithm),
  );
}

/** The root as the bytes have it that its own signature covers. @throws SignatureFlaw, UserError */
function signedRoot(xml: string, keys: readonly PinnedKey[]): ResolvedElement | undefined {
  const signed = parseDom(xml);
  const [signature, ...more] = namedChildren(signed, 'Signature');
  if (signature === undefined || more.length > 0) return undefined;
  const verified = verifiedBytes(xml, signature, keys);
  if (verified === undefined) return undefined;
  return coveredElement({ part: 'Response', signature, signed, verified });
}

/**
 * What one of the keys vouches for.
 *
 * @returns the facts that were signed; `undefined` when no key verifies the signature
 */
export function vouchedFor(
  received: ReceivedLogoutRequest,
  keys: readonly PinnedKey[],
): LogoutRequest | undefined {
  const { query, request, xml } = received;
  if (query !== undefined) return verifiesQuery(query, keys) ? request : undefined;
  try {
    const root = signedRoot(xml, keys);
    return root === undefined ? undefined : logoutRequestFacts(root);
  } catch (error) {
    // Bytes that another parser refuses, or that verified and are no LogoutRequest, prove nothing.
    if (error instanceof SignatureFlaw || error instanceof UserError) return undefined;
    throw error;
  }
}

/** The same of an answer: whether the IdP's keys vouch for the whole of it. */
export function isVouchedFor(
  { xml, query }: ReceivedLogoutResponse,
  keys: readonly PinnedKey[],
): boolean {
  if (query !== undefined) return verifiesQuery(query, keys);
  try {
    return signedRoot(xml, keys) !== undefined;
  } catch (error) {
    if (error instanceof SignatureFlaw || error instanceof UserError) return false;
    throw error;
  }
}
