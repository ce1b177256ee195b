/** Floor 5: the table: every check of the reference SP, in the order in which they are made. */
import type { Check } from './check.js';
import { decode, noDtd, oneMessage, size, wellFormed } from './message.js';
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
  accountActive,
  accountKey,
  domain,
  plan,
  relayState,
  requiredAttributes,
  supportedIdp,
} from './policy.js';
import { authnAge, authnStatement, sessionEnd } from './session-limits.js';
import { signature, signatureAlgorithm, signaturePresent } from './signature.js';
import { oneAssertion, schema, signaturePlaces, status, uniqueIds } from './structure.js';
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
 * who speaks to whom and when, the Subject, the session; then the profile.
 */
export const CHECKS: readonly Check[] = [
  oneMessage,
  size,
  decode,
  noDtd,
  wellFormed,
  schema,
  uniqueIds,
  status,
  oneAssertion,
  signaturePlaces,
  signaturePresent,
  signatureAlgorithm,
  signature,
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
  relayState,
  plan,
  domain,
  supportedIdp,
  requiredAttributes,
  accountKey,
  accountActive,
];
