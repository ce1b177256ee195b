/** Floor 2: reads the facts of an AuthnRequest; whether a vendor likes them is decided elsewhere. */
import { attributeOf, childrenNamed, textOf } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';
import type { AuthnRequest } from './authn-request.js';
import { hasSignature, messageRoot, only, present, required } from './message-facts.js';
import { NAMESPACES } from './names.js';
import { parseBoolean, parseIndex } from './xml-types.js';

/** The facts, and whether the request element carries a Signature of its own. */
export interface ParsedAuthnRequest {
  readonly request: AuthnRequest;
  readonly hasSignature: boolean;
}

function flag(element: ResolvedElement, name: string): boolean | undefined {
  const text = attributeOf(element, name);
  return text === undefined ? undefined : parseBoolean(text, name);
}

function nameIdPolicy(root: ResolvedElement): AuthnRequest['nameIdPolicy'] {
  const policy = only(root, NAMESPACES.protocol, 'NameIDPolicy');
  if (policy === undefined) return undefined;
  return present<NonNullable<AuthnRequest['nameIdPolicy']>>({
    format: attributeOf(policy, 'Format'),
    spNameQualifier: attributeOf(policy, 'SPNameQualifier'),
    allowCreate: flag(policy, 'AllowCreate'),
  });
}

/** `Comparison` is `exact` when it is not there (saml-core 3.3.2.2.1). */
function requestedAuthnContext(root: ResolvedElement): AuthnRequest['requestedAuthnContext'] {
  const context = only(root, NAMESPACES.protocol, 'RequestedAuthnContext');
  if (context === undefined) return undefined;
  const classes = childrenNamed(context, NAMESPACES.assertion, 'AuthnContextClassRef');
  return {
    comparison: attributeOf(context, 'Comparison') ?? 'exact',
    classRefs: classes.map((reference) => textOf(reference).trim()),
  };
}

function acsIndex(root: ResolvedElement): number | undefined {
  const name = 'AssertionConsumerServiceIndex';
  const text = attributeOf(root, name);
  return text === undefined ? undefined : parseIndex(text, name);
}

function factsOf(root: ResolvedElement): AuthnRequest {
  const issuer = only(root, NAMESPACES.assertion, 'Issuer');
  return present<AuthnRequest>({
    id: required(root, 'ID'),
    version: required(root, 'Version'),
    issueInstant: required(root, 'IssueInstant'),
    issuer: issuer === undefined ? undefined : textOf(issuer),
    destination: attributeOf(root, 'Destination'),
    acsUrl: attributeOf(root, 'AssertionConsumerServiceURL'),
    acsIndex: acsIndex(root),
    protocolBinding: attributeOf(root, 'ProtocolBinding'),
    forceAuthn: flag(root, 'ForceAuthn') ?? false,
    isPassive: flag(root, 'IsPassive') ?? false,
    nameIdPolicy: nameIdPolicy(root),
    requestedAuthnContext: requestedAuthnContext(root),
    hasSubject: childrenNamed(root, NAMESPACES.assertion, 'Subject').length > 0,
    hasScoping: childrenNamed(root, NAMESPACES.protocol, 'Scoping').length > 0,
  });
}

/**
 * Reads an AuthnRequest (saml-core 3.4.1).
 *
 * @param xml - the decoded message, possibly hostile
 * @throws UserError `message-malformed` for anything else than an AuthnRequest with ID, Version and IssueInstant,
 *   `message-too-large`
 */
export function parseAuthnRequest(xml: string): ParsedAuthnRequest {
  const root = messageRoot(xml, 'AuthnRequest', 'single sign-on service');
  return { request: factsOf(root), hasSignature: hasSignature(root) };
}
