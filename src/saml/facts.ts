/** Floor 2: what a Response or an Assertion says, as data. Nothing is verified: believe it only after that. */
import { attributeOf, childrenNamed, isNamed, textOf } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';
import { NAMESPACES } from './names.js';
import { parseMessage } from './parse-message.js';

/** A NameID and how its subject is confirmed. Absent facts are absent keys. */
interface SubjectFacts {
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  readonly confirmations: readonly ConfirmationFacts[];
}

/** One SubjectConfirmation (saml-core 2.4.1.1). */
export interface ConfirmationFacts {
  readonly method?: string;
  readonly recipient?: string;
  readonly inResponseTo?: string;
  readonly notBefore?: string;
  readonly notOnOrAfter?: string;
}

/** One Assertion (saml-core 2.3.3). */
export interface AssertionFacts {
  readonly id?: string;
  readonly version?: string;
  readonly issueInstant?: string;
  readonly issuer?: string;
  readonly subject?: SubjectFacts;
  readonly notBefore?: string;
  readonly notOnOrAfter?: string;
  readonly audiences: readonly string[];
  readonly authnInstant?: string;
  readonly sessionIndex?: string;
  readonly sessionNotOnOrAfter?: string;
  readonly authnContextClassRef?: string;
  readonly attributes: readonly AttributeFacts[];
  readonly signed: boolean;
}

/** One Attribute (saml-core 2.7.3.1). */
interface AttributeFacts {
  readonly name: string;
  readonly nameFormat?: string;
  readonly values: readonly string[];
}

/** A message with its Assertions; for a lone Assertion only `assertions` says something. */
export interface MessageFacts {
  readonly id?: string;
  readonly version?: string;
  readonly issueInstant?: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  readonly issuer?: string;
  /** Status codes from the outer to the inner. */
  readonly status: readonly string[];
  readonly statusMessage?: string;
  readonly assertions: readonly AssertionFacts[];
  readonly encryptedAssertions: number;
  readonly signed: boolean;
}

const { assertion: SAML, protocol: SAMLP, signature: DSIG } = NAMESPACES;

type Texts = Readonly<Record<string, string | undefined>>;

/** The facts that are there. */
function present(texts: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function childText(parent: ResolvedElement, namespace: string, local: string): string | undefined {
  const [child] = childrenNamed(parent, namespace, local);
  return child === undefined ? undefined : textOf(child);
}

function isSigned(element: ResolvedElement): boolean {
  return childrenNamed(element, DSIG, 'Signature').length > 0;
}

function head(element: ResolvedElement): Texts {
  return {
    id: attributeOf(element, 'ID'),
    version: attributeOf(element, 'Version'),
    issueInstant: attributeOf(element, 'IssueInstant'),
    issuer: childText(element, SAML, 'Issuer'),
  };
}

function confirmation(element: ResolvedElement): ConfirmationFacts {
  const [data] = childrenNamed(element, SAML, 'SubjectConfirmationData');
  const of = (name: string): string | undefined => data && attributeOf(data, name);
  return present({
    method: attributeOf(element, 'Method'),
    recipient: of('Recipient'),
    inResponseTo: of('InResponseTo'),
    notBefore: of('NotBefore'),
    notOnOrAfter: of('NotOnOrAfter'),
  });
}

function subject(element: ResolvedElement): SubjectFacts {
  const [nameId] = childrenNamed(element, SAML, 'NameID');
  return {
    ...present({
      nameId: nameId && textOf(nameId),
      nameIdFormat: nameId && attributeOf(nameId, 'Format'),
    }),
    confirmations: childrenNamed(element, SAML, 'SubjectConfirmation').map(confirmation),
  };
}

function attribute(element: ResolvedElement): AttributeFacts {
  const values = childrenNamed(element, SAML, 'AttributeValue').map(textOf);
  const nameFormat = present({ nameFormat: attributeOf(element, 'NameFormat') });
  return { name: attributeOf(element, 'Name') ?? '', ...nameFormat, values };
}

function authentication(assertion: ResolvedElement): Texts {
  const [statement] = childrenNamed(assertion, SAML, 'AuthnStatement');
  if (statement === undefined) return {};
  const [context] = childrenNamed(statement, SAML, 'AuthnContext');
  return {
    authnInstant: attributeOf(statement, 'AuthnInstant'),
    sessionIndex: attributeOf(statement, 'SessionIndex'),
    sessionNotOnOrAfter: attributeOf(statement, 'SessionNotOnOrAfter'),
    authnContextClassRef: context && childText(context, SAML, 'AuthnContextClassRef'),
  };
}

/** The facts of an Assertion element. */
function assertionFacts(element: ResolvedElement): AssertionFacts {
  const [about] = childrenNamed(element, SAML, 'Subject');
  const conditions = childrenNamed(element, SAML, 'Conditions');
  const [first] = conditions;
  const restrictions = conditions.flatMap((each) =>
    childrenNamed(each, SAML, 'AudienceRestriction'),
  );
  const statements = childrenNamed(element, SAML, 'AttributeStatement');
  return {
    ...present({
      ...head(element),
      notBefore: first && attributeOf(first, 'NotBefore'),
      notOnOrAfter: first && attributeOf(first, 'NotOnOrAfter'),
      ...authentication(element),
    }),
    ...(about === undefined ? {} : { subject: subject(about) }),
    audiences: restrictions.flatMap((each) => childrenNamed(each, SAML, 'Audience')).map(textOf),
    attributes: statements.flatMap((each) => childrenNamed(each, SAML, 'Attribute')).map(attribute),
    signed: isSigned(element),
  };
}

/** Codes nest (saml-core 3.2.2.2). */
function statusCodes(parent: ResolvedElement): readonly string[] {
  const [code] = childrenNamed(parent, SAMLP, 'StatusCode');
  return code === undefined ? [] : [attributeOf(code, 'Value') ?? '', ...statusCodes(code)];
}

/** The facts of a message's root element. */
export function messageFacts(root: ResolvedElement): MessageFacts {
  if (isNamed(root, SAML, 'Assertion')) {
    const assertion = assertionFacts(root);
    return {
      status: [],
      assertions: [assertion],
      encryptedAssertions: 0,
      signed: assertion.signed,
    };
  }
  const [status] = childrenNamed(root, SAMLP, 'Status');
  return {
    ...present({
      ...head(root),
      destination: attributeOf(root, 'Destination'),
      inResponseTo: attributeOf(root, 'InResponseTo'),
      statusMessage: status && childText(status, SAMLP, 'StatusMessage'),
    }),
    status: status === undefined ? [] : statusCodes(status),
    assertions: childrenNamed(root, SAML, 'Assertion').map(assertionFacts),
    encryptedAssertions: childrenNamed(root, SAML, 'EncryptedAssertion').length,
    signed: isSigned(root),
  };
}

/**
 * Reads what a Response or a lone Assertion says.
 *
 * @param xml - the decoded message; a DOCTYPE is read over, because this only reports
 * @throws UserError `message-malformed`, `message-too-large`
 * @example
 * readFacts(xml).assertions[0]?.subject?.nameId; // 'ada@acme.example'
 */
export function readFacts(xml: string): MessageFacts {
  return messageFacts(parseMessage(xml, { allowDtd: true }).root);
}
