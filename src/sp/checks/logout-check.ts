/** Floor 5: what a check of a LogoutRequest is: one row of the table by which the reference SP takes one. */
import type { SpReason } from '../../base/reasons.js';
import type { LogoutRequest, ReceivedLogoutRequest } from '../../saml/logout.js';
import type { Profile } from '../../scenario/profile.js';
import type { TrustedIdp } from './trusted-idp.js';

/** A session as a LogoutRequest may mean it. */
export interface EndableSession {
  readonly id: string;
  readonly issuer: string;
  readonly nameId: string;
  readonly sessionIndex?: string;
}

/** What the SP knows when a LogoutRequest arrives. */
export interface LogoutFacts {
  readonly profile: Profile;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly idps: readonly TrustedIdp[];
  /** The URL of the single logout service. */
  readonly sloUrl: string;
  readonly sessions: readonly EndableSession[];
}

/** What the checks have established so far. */
export interface LogoutEvidence {
  readonly received: ReceivedLogoutRequest;
  /** What the request says: as the message has it until `signature-verifies`, then as its verified bytes have it. */
  readonly request: LogoutRequest;
  /** Who says it. */
  readonly idp?: TrustedIdp;
  /** What ends. */
  readonly ending: readonly EndableSession[];
}

/** A check adds evidence, or says why it fails. */
export type LogoutCheckResult =
  { readonly passed: Partial<LogoutEvidence> } | { readonly failed: string };

/** A row of the table. A defect replaces rows by their `id`. */
export interface LogoutCheck {
  readonly id: string;
  /** The clause of the specification it enforces. */
  readonly clause: string;
  readonly reason: SpReason;
  test(evidence: LogoutEvidence, facts: LogoutFacts): LogoutCheckResult;
}

/** The request is good. */
export interface TakenLogout {
  readonly kind: 'accepted';
  readonly evidence: LogoutEvidence;
}

/** The first check that failed. */
export interface RejectedLogout {
  readonly kind: 'rejected';
  readonly check: string;
  readonly reason: SpReason;
  readonly detail: string;
  readonly evidence: LogoutEvidence;
}

/**
 * Takes a LogoutRequest: row after row, until one refuses.
 *
 * @param table - `LOGOUT_CHECKS`, or a copy of it with a row replaced
 */
export function takeLogout(
  received: ReceivedLogoutRequest,
  facts: LogoutFacts,
  table: readonly LogoutCheck[],
): TakenLogout | RejectedLogout {
  let evidence: LogoutEvidence = { received, request: received.request, ending: [] };
  for (const check of table) {
    const result = check.test(evidence, facts);
    if ('failed' in result) {
      const { id, reason } = check;
      return { kind: 'rejected', check: id, reason, detail: result.failed, evidence };
    }
    evidence = { ...evidence, ...result.passed };
  }
  return { kind: 'accepted', evidence };
}
