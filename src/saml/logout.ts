/** Floor 2: LogoutRequest and LogoutResponse as they were received: read, not yet judged (saml-core 3.7). */
import type { CarriedMessage } from './carried-message.js';
import type { Binding } from './names.js';

/** The facts of a LogoutRequest (saml-core 3.7.1). Absent attributes are absent keys. */
export interface LogoutRequest {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly notOnOrAfter?: string;
  /** Why, as a URI. */
  readonly reason?: string;
  /** Absent: the request names its principal by a BaseID or EncryptedID, or not at all. */
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** Empty: every session of the principal is meant (saml-core 3.7.1). */
  readonly sessionIndexes: readonly string[];
  /** True for a BaseID or EncryptedID. */
  readonly hasOtherId: boolean;
}

/** The facts of a LogoutResponse (saml-core 3.7.2). Absent attributes are absent keys. */
export interface LogoutResponse {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  /** Top-level status code, then those within it; URIs. */
  readonly statusCodes: readonly string[];
  readonly statusMessage?: string;
}

/** How a message came, and what is needed to check its signature. */
interface Received extends CarriedMessage {
  readonly binding: Binding;
  /** POST binding: whether the message element carries a ds:Signature child. */
  readonly hasSignature: boolean;
}

/** A LogoutRequest as it arrived. */
export interface ReceivedLogoutRequest extends Received {
  readonly request: LogoutRequest;
}

/** A LogoutResponse as it arrived. */
export interface ReceivedLogoutResponse extends Received {
  readonly response: LogoutResponse;
}
