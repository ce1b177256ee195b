/** Floor 3: Okta's Response, element by element as captured (fidelity 1.1). */
import { BEARER, NAMESPACES, NAME_ID_FORMATS, STATUS_CODES } from '../../saml/names.js';
import { localNameOf } from '../../xml/names.js';
import { element } from '../../xml/node.js';
import type { AttributePairs, XmlElement } from '../../xml/node.js';
import type { Draft, ResolvedAttribute } from '../draft.js';

// Okta declares the namespace again on every one of these elements, although an ancestor has it.
const SAML2: AttributePairs = [['xmlns:saml2', NAMESPACES.assertion]];
const XS = ['xmlns:xs', NAMESPACES.schema] as const;

/** Whether `xs` is declared and in the PrefixList: only when a value has `xsi:type="xs:…"`. */
export function usesSchemaTypes(draft: Draft): boolean {
  return draft.attributes.length > 0;
}

/** The Assertion, without its Signature. */
export function oktaAssertion(draft: Draft): XmlElement {
  return element(
    'saml2:Assertion',
    [
      ['ID', draft.assertionId],
      ['IssueInstant', draft.assertionInstant],
      ['Version', '2.0'],
      ...SAML2,
      ...(usesSchemaTypes(draft) ? [XS] : []),
    ],
    [
      issuer(draft),
      subject(draft),
      conditions(draft),
      authnStatement(draft),
      usesSchemaTypes(draft) ? attributeStatement(draft.attributes) : undefined,
    ],
  );
}

/** The Response around an Assertion, without its Signature; `xs` is not declared around an encrypted one. */
export function oktaResponse(draft: Draft, assertion: XmlElement): XmlElement {
  const typed = usesSchemaTypes(draft) && localNameOf(assertion.name) === 'Assertion';
  return element(
    'saml2p:Response',
    [
      ['Destination', draft.destination],
      ['ID', draft.responseId],
      ['InResponseTo', draft.inResponseTo],
      ['IssueInstant', draft.responseInstant],
      ['Version', '2.0'],
      ['xmlns:saml2p', NAMESPACES.protocol],
      ...(typed ? [XS] : []),
    ],
    [
      issuer(draft),
      element(
        'saml2p:Status',
        [['xmlns:saml2p', NAMESPACES.protocol]],
        [element('saml2p:StatusCode', [['Value', STATUS_CODES.success]])],
      ),
      assertion,
    ],
  );
}

function issuer(draft: Draft): XmlElement {
  return element('saml2:Issuer', [['Format', NAME_ID_FORMATS.entity], ...SAML2], [draft.issuer]);
}

function subject(draft: Draft): XmlElement {
  const data = element('saml2:SubjectConfirmationData', [
    ['InResponseTo', draft.inResponseTo],
    ['NotOnOrAfter', draft.confirmationNotOnOrAfter],
    ['Recipient', draft.recipient],
  ]);
  return element('saml2:Subject', SAML2, [
    element('saml2:NameID', [['Format', draft.nameIdFormat]], [draft.nameId]),
    element('saml2:SubjectConfirmation', [['Method', BEARER]], [data]),
  ]);
}

function conditions(draft: Draft): XmlElement {
  return element(
    'saml2:Conditions',
    [['NotBefore', draft.notBefore], ['NotOnOrAfter', draft.notOnOrAfter], ...SAML2],
    [element('saml2:AudienceRestriction', [], [element('saml2:Audience', [], [draft.audience])])],
  );
}

function authnStatement(draft: Draft): XmlElement {
  const classRef = element('saml2:AuthnContextClassRef', [], [draft.authnContextClassRef]);
  return element(
    'saml2:AuthnStatement',
    [['AuthnInstant', draft.authnInstant], ['SessionIndex', draft.sessionIndex], ...SAML2],
    [element('saml2:AuthnContext', [], [classRef])],
  );
}

function attributeStatement(attributes: readonly ResolvedAttribute[]): XmlElement {
  return element(
    'saml2:AttributeStatement',
    SAML2,
    attributes.map(({ name, nameFormat, values }) =>
      element(
        'saml2:Attribute',
        [
          ['Name', name],
          ['NameFormat', nameFormat],
        ],
        values.map(attributeValue),
      ),
    ),
  );
}

function attributeValue(value: string): XmlElement {
  return element(
    'saml2:AttributeValue',
    [XS, ['xmlns:xsi', NAMESPACES.instance], ['xsi:type', 'xs:string']],
    [value],
  );
}
