/** Floor 5: the table: every check of the reference SP, in the order in which they are made. */
import type { Check } from './check.js';
import { decode, field, noDtd, oneMessage, size, wellFormed } from './message.js';
import {
  audience,
  conditionsKnown,
  destination,
  issuer,
  notBefore,
  notOnOrAfter,
  version,
} from './parties.js';
import {
  account,
  accountActive,
  accountKey,
  domain,
  identity,
  landing,
  plan,
  relayState,
  requiredAttributes,
  supportedIdp,
} from './policy.js';
import { authnAge, authnStatement, sessionEnd } from './session-limits.js';
import {
  canonicalisation,
  noInstructions,
  oneReference,
  referenceUri,
  signatureChildren,
  signatureComments,
  signatureParts,
  transforms,
} from './signature-form.js';
import {
  signatureAlgorithm,
  signaturePresent,
  signatures,
  signatureVerifies,
  signedContent,
  verified,
} from './signatures.js';
import {
  assertion,
  idp,
  oneAssertion,
  order,
  read,
  schema,
  signaturePlaces,
  status,
  uniqueIds,
} from './structure.js';
import {
  confirmationMethod,
  confirmationWindow,
  idpInitiated,
  inResponseTo,
  nameIdPresent,
  recipient,
  replay,
} from './subject.js';

/**
 * From the bytes to the account. The first row that fails decides the reason, so the order is part of
 * the contract: the message as it came, its structure, its signatures; then only what was verified:
 * who speaks to whom and when, the Subject, the session; then the profile. Every fact is judged by one
 * row: without it a login goes through that should not.
 */
export const CHECKS: readonly Check[] = [
  field,
  oneMessage,
  size,
  decode,
  noDtd,
  wellFormed,
  read,
  schema,
  uniqueIds,
  status,
  oneAssertion,
  signaturePlaces,
  signaturePresent,
  order,
  assertion,
  idp,
  signatures,
  signatureAlgorithm,
  signatureComments,
  signatureChildren,
  signatureParts,
  oneReference,
  referenceUri,
  transforms,
  canonicalisation,
  noInstructions,
  verified,
  signatureVerifies,
  signedContent,
  version,
  issuer,
  destination,
  audience,
  conditionsKnown,
  notBefore,
  notOnOrAfter,
  confirmationMethod,
  recipient,
  confirmationWindow,
  replay,
  idpInitiated,
  inResponseTo,
  authnStatement,
  authnAge,
  sessionEnd,
  nameIdPresent,
  landing,
  relayState,
  identity,
  plan,
  domain,
  supportedIdp,
  requiredAttributes,
  account,
  accountKey,
  accountActive,
];
