/** Floor 5: reads a Response or an Assertion from elements (saml-core 2, 3). */
import { NAMESPACES } from '../../saml/names.js';
import { parseInstant } from '../../saml/xml-types.js';
import { attributeOf, childrenNamed, textOf, type ResolvedElement } from '../../xml/query.js';
import type {
  AssertedAttribute,
  AssertionModel,
  AuthnStatement,
  Conditions,
  Confirmation,
  ResponseModel,
} from './response-model.js';

/** The element is not what the schema of SAML 2.0 wants; the message says what. */
export class SchemaViolation extends Error {
  override readonly name = 'SchemaViolation';
}

const KNOWN_CONDITIONS: ReadonlySet<string> = new Set(['OneTimeUse', 'ProxyRestriction']);

function required(view: ResolvedElement, name: string): string {
  const value = attributeOf(view, name);
  if (value === undefined || value === '') {
    throw new SchemaViolation(`${view.local} has no ${name}`);
  }
  return value;
}

function instant(view: ResolvedElement, name: string): number | undefined {
  const text = attributeOf(view, name);
  if (text === undefined) return undefined;
  const value = parseInstant(text.trim());
  if (value === undefined) throw new SchemaViolation(`${name} of ${view.local} is no instant`);
  return value;
}

function requiredInstant(view: ResolvedElement, name: string): number {
  required(view, name);
  return instant(view, name) ?? Number.NaN;
}

/** The only child of that name, or none. */
function only(
  view: ResolvedElement,
  namespace: string,
  local: string,
): ResolvedElement | undefined {
  const [found, another] = childrenNamed(view, namespace, local);
  if (another !== undefined) throw new SchemaViolation(`${view.local} has more than one ${local}`);
  return found;
}

/** The object without the keys that are undefined. */
function present<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}

function readConfirmation(view: ResolvedElement): Confirmation {
  const data = only(view, NAMESPACES.assertion, 'SubjectConfirmationData');
  return present<Confirmation>({
    method: required(view, 'Method'),
    recipient: data && attributeOf(data, 'Recipient'),
    notBefore: data && instant(data, 'NotBefore'),
    notOnOrAfter: data && instant(data, 'NotOnOrAfter'),
    inResponseTo: data && attributeOf(data, 'InResponseTo'),
  });
}

function readConditions(view: ResolvedElement): Conditions {
  const restrictions = childrenNamed(view, NAMESPACES.assertion, 'AudienceRestriction');
  const others = view.children.filter((child) => !restrictions.includes(child));
  return present<Conditions>({
    notBefore: instant(view, 'NotBefore'),
    notOnOrAfter: instant(view, 'NotOnOrAfter'),
    audiences: restrictions.map((restriction) =>
      childrenNamed(restriction, NAMESPACES.assertion, 'Audience').map((audience) =>
        textOf(audience).trim(),
      ),
    ),
    unknown: others
      .filter((o) => o.namespace !== NAMESPACES.assertion || !KNOWN_CONDITIONS.has(o.local))
      .map((other) => other.local),
  });
}

function readAuthnStatement(view: ResolvedElement): AuthnStatement {
  return present<AuthnStatement>({
    instant: requiredInstant(view, 'AuthnInstant'),
    sessionIndex: attributeOf(view, 'SessionIndex'),
    sessionNotOnOrAfter: instant(view, 'SessionNotOnOrAfter'),
  });
}

function readAttributes(view: ResolvedElement): readonly AssertedAttribute[] {
  return childrenNamed(view, NAMESPACES.assertion, 'Attribute').map((attribute) => ({
    name: required(attribute, 'Name'),
    values: childrenNamed(attribute, NAMESPACES.assertion, 'AttributeValue').map(textOf),
  }));
}

function readNameId(subject: ResolvedElement | undefined): AssertionModel['nameId'] {
  const nameId = subject && only(subject, NAMESPACES.assertion, 'NameID');
  if (nameId === undefined) return undefined;
  if (nameId.children.length > 0) throw new SchemaViolation('NameID holds elements');
  const format = attributeOf(nameId, 'Format');
  return { value: textOf(nameId), ...(format === undefined ? {} : { format }) };
}

/**
 * Reads an Assertion (saml-core 2.3.3).
 *
 * @throws SchemaViolation
 */
export function readAssertion(view: ResolvedElement): AssertionModel {
  const named = (local: string): readonly ResolvedElement[] =>
    childrenNamed(view, NAMESPACES.assertion, local);
  const subject = only(view, NAMESPACES.assertion, 'Subject');
  const issuer = only(view, NAMESPACES.assertion, 'Issuer');
  if (issuer === undefined) throw new SchemaViolation('Assertion has no Issuer');
  const conditions = only(view, NAMESPACES.assertion, 'Conditions');
  return present<AssertionModel>({
    id: required(view, 'ID'),
    version: required(view, 'Version'),
    issueInstant: requiredInstant(view, 'IssueInstant'),
    issuer: textOf(issuer).trim(),
    nameId: readNameId(subject),
    confirmations: subject
      ? childrenNamed(subject, NAMESPACES.assertion, 'SubjectConfirmation').map(readConfirmation)
      : [],
    conditions: conditions && readConditions(conditions),
    authnStatements: named('AuthnStatement').map(readAuthnStatement),
    attributes: named('AttributeStatement').flatMap(readAttributes),
  });
}

function readStatus(view: ResolvedElement): readonly string[] {
  const status = only(view, NAMESPACES.protocol, 'Status');
  const code = status && only(status, NAMESPACES.protocol, 'StatusCode');
  if (code === undefined) throw new SchemaViolation('Response has no StatusCode');
  const second = only(code, NAMESPACES.protocol, 'StatusCode');
  return [code, ...(second ? [second] : [])].map((each) => required(each, 'Value'));
}

/**
 * Reads a Response (saml-core 3.3.3).
 *
 * @throws SchemaViolation
 */
export function readResponse(view: ResolvedElement): ResponseModel {
  if (view.namespace !== NAMESPACES.protocol || view.local !== 'Response') {
    throw new SchemaViolation(`the root is ${view.local}, not a SAML 2.0 Response`);
  }
  const issuer = only(view, NAMESPACES.assertion, 'Issuer');
  return present<ResponseModel>({
    id: required(view, 'ID'),
    version: required(view, 'Version'),
    issueInstant: requiredInstant(view, 'IssueInstant'),
    issuer: issuer && textOf(issuer).trim(),
    destination: attributeOf(view, 'Destination'),
    inResponseTo: attributeOf(view, 'InResponseTo'),
    status: readStatus(view),
    assertions: childrenNamed(view, NAMESPACES.assertion, 'Assertion').map(readAssertion),
  });
}
