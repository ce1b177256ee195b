/** Floor 5: a SAML Response as the SP understands it: facts only, no judgement (saml-core 2.3, 3.3). */

/** `<SubjectConfirmation>` (saml-core 2.4.1.1). Instants are milliseconds since the epoch. */
export interface Confirmation {
  readonly method: string;
  readonly recipient?: string;
  readonly notBefore?: number;
  readonly notOnOrAfter?: number;
  readonly inResponseTo?: string;
}

/** `<Conditions>` (saml-core 2.5.1). */
export interface Conditions {
  readonly notBefore?: number;
  readonly notOnOrAfter?: number;
  /** One list an `AudienceRestriction`: every list must name the SP. */
  readonly audiences: readonly (readonly string[])[];
  /** Conditions this SP does not understand, by local name. */
  readonly unknown: readonly string[];
}

/** `<AuthnStatement>` (saml-core 2.7.2). */
export interface AuthnStatement {
  readonly instant: number;
  readonly sessionIndex?: string;
  readonly sessionNotOnOrAfter?: number;
}

/** `<Attribute>` with all its values as text. */
export interface AssertedAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

export interface AssertionModel {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: number;
  readonly issuer: string;
  readonly nameId?: { readonly value: string; readonly format?: string };
  readonly confirmations: readonly Confirmation[];
  readonly conditions?: Conditions;
  readonly authnStatements: readonly AuthnStatement[];
  readonly attributes: readonly AssertedAttribute[];
}

export interface ResponseModel {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: number;
  readonly issuer?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  /** Top-level status code and, when there is one, the second-level code. */
  readonly status: readonly string[];
  readonly assertions: readonly AssertionModel[];
}
