/** Floor 0: every reason for which a login is refused. One list for scenario files, IdPs and SPs. */

/** Why an identity provider refuses: nothing reaches the SP (fidelity 3.4). */
export const IDP_REASONS = {
  'unknown-user': 'the directory has no such user',
  'unknown-app': 'the tenant has no application for this SP',
  'user-staged': 'the user was never activated',
  'user-deactivated': 'the user is deactivated (Okta: deprovisioned; Entra: account disabled)',
  'user-suspended': 'the user is suspended',
  'user-locked': 'the user is locked out',
  'user-deleted': 'the user was deleted',
  'password-expired': 'the password has expired and must be changed first',
  'second-factor-denied': 'the second factor was asked for and denied',
  'not-assigned': 'the user is not assigned to the application',
  'acs-mismatch': 'the AuthnRequest asks for an ACS URL that is not registered',
  'request-malformed': 'the request cannot be read, or is no valid message',
  'request-unsupported': 'the request asks for something this vendor does not support',
  'request-unsigned': 'the application demands a signed request',
  'request-signature-invalid': 'the signature of the request does not verify',
  'name-id-policy-unsupported':
    'the AuthnRequest asks for a NameID format the application does not send',
  'authn-context-mismatch': 'the session does not satisfy RequestedAuthnContext',
  'passive-impossible': 'IsPassive was asked and there is no session',
  'name-id-source-missing': 'the user has no value for the NameID source',
} as const;

/** Why a service provider refuses: one code a check of the reference SP. */
export const SP_REASONS = {
  'message-malformed': 'the message is not base64 or not well-formed XML',
  'message-too-large': 'the message is larger than the SP reads',
  'dtd-refused': 'the message carries a DOCTYPE',
  'schema-invalid': 'the message is not a SAML 2.0 Response with exactly one Assertion',
  'encryption-missing': 'the Assertion is not encrypted',
  'decryption-failed': 'the Assertion cannot be decrypted',
  'signature-missing': 'nothing that carries the identity is signed',
  'signature-invalid': 'a signature does not verify with the trusted certificate',
  'algorithm-refused': 'a signature uses an algorithm the SP does not allow',
  'status-failed': 'the Response has a status other than Success',
  'version-unsupported': 'the Version is not 2.0',
  'issuer-unknown': 'the Issuer is not a trusted identity provider',
  'destination-mismatch': 'the Destination is not this ACS',
  'audience-mismatch': 'the audience is not this SP',
  'issued-in-future': 'IssueInstant or AuthnInstant lies in the future',
  'assertion-not-yet-valid': 'NotBefore lies in the future',
  'assertion-expired': 'NotOnOrAfter has passed',
  'confirmation-method-unsupported': 'no bearer SubjectConfirmation',
  'recipient-mismatch': 'the Recipient is not this ACS',
  'confirmation-expired': 'the SubjectConfirmationData has expired or has no NotOnOrAfter',
  'in-response-to-mismatch': 'InResponseTo is not the request this browser sent',
  'idp-initiated-refused': 'the SP does not accept unsolicited Responses',
  'assertion-replayed': 'this Assertion was used before',
  'authn-too-old': 'AuthnInstant is older than the SP accepts',
  'session-expired': 'SessionNotOnOrAfter has passed',
  'authn-context-refused': 'AuthnContext is not what the SP asked for',
  'name-id-missing': 'the Subject has no NameID',
  'name-id-refused': 'the NameID is no identifier for this SP',
  'plan-required': 'the plan of the SP tenant does not include SSO',
  'domain-not-verified': 'the e-mail domain is not verified at the SP',
  'idp-not-supported': 'the SP does not support this identity provider',
  'attribute-missing': 'a required attribute is missing',
  'account-not-found': 'there is no account and JIT provisioning is off',
  'account-ambiguous': 'more than one account matches',
  'address-refused': 'an e-mail address is no plain address',
  'relay-state-refused': 'RelayState is too long or leads to another origin',
  'logout-expired': 'the LogoutRequest has passed',
  'logout-session-unknown': 'no session is the one that the LogoutRequest names',
  'logout-unconfirmed': 'the identity provider did not confirm the logout',
} as const;

/** A reason of either side. */
export type IdpReason = keyof typeof IDP_REASONS;
export type SpReason = keyof typeof SP_REASONS;
export type RefusalReason = IdpReason | SpReason;
