/** Floor 5: an account as the reference SP keeps it. Records are replaced, never changed. */

/** What just-in-time provisioning fills. `null`: never asserted. */
export interface AccountProfile {
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly middleName: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** When a pushed deactivation arrived. */
interface Deactivation {
  readonly at: number;
  /** How many AuthnRequests the SP had sent by then. */
  readonly requests: number;
}

export interface AccountRecord extends AccountProfile {
  readonly id: string;
  /** NameIDs of different issuers are different people (saml-core 8.3.7). */
  readonly issuer: string;
  readonly nameId: string;
  /** Milliseconds since the epoch, all three. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastLoginAt: number;
  /** Absent: active. */
  readonly deactivation?: Deactivation;
}
