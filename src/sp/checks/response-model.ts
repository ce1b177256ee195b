/** Floor 5: a SAML Response as the SP understands it: facts only, no judgement (saml-core 2.3, 3.3). */

/** `<SubjectConfirmation>` (saml-core 2.4.1.1). Instants are milliseconds since the epoch, NaN when they are none. */
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
  /** The `AuthnContextClassRef`. */
  readonly context?: string;
}

/** `<Attribute>` with all its values as text. */
export interface AssertedAttribute {
  readonly name: string;
  readonly friendlyName?: string;
  readonly values: readonly string[];
}

/** `<NameID>` (saml-core 2.2.3). */
export interface NameId {
  readonly value: string;
  readonly format?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
}

/** `<Issuer>` (saml-core 2.2.5). */
export interface Issuer {
  readonly value: string;
  readonly format?: string;
}

export interface AssertionModel {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: number;
  readonly issuer: string;
  readonly issuerFormat?: string;
  readonly nameId?: NameId;
  /** The Subject is somebody else's secret: `<EncryptedID>`. */
  readonly encryptedId?: true;
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
  readonly issuerFormat?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  /** Top-level status code and, when there is one, the second-level code. */
  readonly status: readonly string[];
  readonly assertions: readonly AssertionModel[];
}
