/** Floor 5: what a check is: one row of the table by which the reference SP consumes a login. */
import type { KeyObject } from 'node:crypto';
import { InternalError } from '../../base/errors.js';
import type { SpReason } from '../../base/reasons.js';
import type { Profile } from '../../scenario/profile.js';
import type { ResolvedElement } from '../../xml/query.js';
import type { AccountRecord } from '../jit/account.js';
import type { AccountDecision } from '../jit/decide.js';
import type { Identity } from '../jit/identity.js';
import type { AssertionModel, Confirmation, ResponseModel } from './response-model.js';
import type { FoundSignature } from './signatures.js';
import type { TrustedIdp } from './trusted-idp.js';

/** A request that a browser was sent away with. */
export interface PendingRequest {
  readonly id: string;
  /** How many requests the SP had sent before it; orders requests against other events. */
  readonly number: number;
  /** The entity ID it was sent to; absent: to whichever the SP trusts. */
  readonly idp?: string;
  /** The RelayState it was sent with. */
  readonly relayState?: string;
  /** The AuthnContext class it asked for, exactly (saml-core 3.3.2.2.1). */
  readonly authnContext?: string;
  /** It asked for a fresh login: when it was sent, in milliseconds since the epoch. */
  readonly freshSince?: number;
}

/** What the SP knows when a form arrives: everything that a check may ask besides the message. */
export interface SpFacts {
  readonly profile: Profile;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Every IdP that an administrator has set up, the first tenant's first. */
  readonly idps: readonly TrustedIdp[];
  /** Requests that this browser was sent away with and that are not answered yet. */
  readonly requests: readonly PendingRequest[];
  /** The same of every browser. */
  readonly allRequests: readonly PendingRequest[];
  /** What Assertions may be encrypted to. */
  readonly decryptionKeys: readonly KeyObject[];
  /** Whether an Assertion of this issuer was used before. */
  wasUsed(issuer: string, assertionId: string): boolean;
  /** The same of a Response: its ID says nothing, unless somebody is as careless as to ask. */
  wasSeen(responseId: string): boolean;
  readonly accounts: readonly AccountRecord[];
  /** `http` or `https`, where somebody says how the form came. */
  readonly scheme?: string;
  /** The hosts that the request says it is for: anybody can say anything there. */
  readonly hosts?: readonly string[];
}

/**
 * What the checks have established so far. Rows that produce put it here; rows that judge narrow it down.
 */
export interface Evidence {
  /** The form as it came: every field with all its values. */
  readonly form: Readonly<Record<string, readonly string[]>>;
  /** The base64 text of the SAMLResponse field. */
  readonly encoded?: string;
  readonly xml?: string;
  /** The message with its Assertion decrypted; absent when it was not encrypted. */
  readonly plain?: string;
  readonly root?: ResolvedElement;
  /** What the Response says: as the message has it until `signed-content`, then as its verified bytes have it. */
  readonly response?: ResponseModel;
  /** The same of the Assertion. */
  readonly assertion?: AssertionModel;
  /** The IdP whose word this is, if it is anybody's. */
  readonly idp?: TrustedIdp;
  /** The Response's own signature, then the Assertion's; with the verified bytes after `verified`. */
  readonly signatures?: readonly FoundSignature[];
  /** The SubjectConfirmations that are still good enough. */
  readonly confirmations?: readonly Confirmation[];
  /** The request that the Response answers; absent when it is unsolicited. */
  readonly answered?: PendingRequest;
  /** Where the browser goes after the login: a path of this SP. */
  readonly landing?: string;
  readonly identity?: Identity;
  readonly account?: AccountDecision;
}

/** A check adds evidence, or says why it fails; `reason` only where it is not the row's own. */
export type CheckResult =
  { readonly passed: Partial<Evidence> } | { readonly failed: string; readonly reason?: SpReason };

/** A row of the table. A defect replaces rows by their `id`. */
export interface Check {
  readonly id: string;
  /** The clause of the specification it enforces, or the profile switch. */
  readonly clause: string;
  readonly reason: SpReason;
  /** It finds what later rows judge, and fails only where there is nothing to find; never taken out. */
  readonly produces?: true;
  test(evidence: Evidence, facts: SpFacts): CheckResult;
}

/** The check is content; what it found is added to the evidence. */
export function passed(found: Partial<Evidence> = {}): CheckResult {
  return { passed: found };
}

/** The check refuses. @param detail - one clause for people, never markup */
export function failed(detail: string, reason?: SpReason): CheckResult {
  return reason === undefined ? { failed: detail } : { failed: detail, reason };
}

/**
 * What an earlier row established.
 *
 * @throws InternalError when the table is in the wrong order
 */
export function known<K extends keyof Evidence>(
  evidence: Evidence,
  key: K,
): Exclude<Evidence[K], undefined> {
  const value = evidence[key];
  if (value === undefined) {
    throw new InternalError('internal', `No earlier check established "${key}".`);
  }
  return value as Exclude<Evidence[K], undefined>;
}
