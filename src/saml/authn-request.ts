/** Floor 2: an AuthnRequest as it was received: read, not yet judged. */
import type { Binding } from './names.js';

/** The facts of an AuthnRequest (saml-core 3.4.1). Absent attributes are absent keys. */
export interface AuthnRequest {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly acsUrl?: string;
  readonly acsIndex?: number;
  readonly protocolBinding?: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly nameIdPolicy?: {
    readonly format?: string;
    readonly spNameQualifier?: string;
    readonly allowCreate?: boolean;
  };
  readonly requestedAuthnContext?: {
    readonly comparison: string;
    readonly classRefs: readonly string[];
  };
  /** True when the request names a Subject or uses Scoping. */
  readonly hasSubject: boolean;
  readonly hasScoping: boolean;
}

/** How it came: the binding, the text, and what is needed to check its signature later. */
export interface ReceivedAuthnRequest {
  readonly binding: Binding;
  readonly request: AuthnRequest;
  readonly xml: string;
  readonly relayState?: string;
  /** Redirect binding: the detached signature over the query as it was sent (saml-bindings 3.4.4.1). */
  readonly query?: {
    readonly algorithm: string;
    readonly signature: string;
    readonly signedText: string;
  };
  /** POST binding: whether the request element carries a ds:Signature child. */
  readonly hasSignature: boolean;
}
