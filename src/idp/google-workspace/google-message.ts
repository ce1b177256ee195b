/** Floor 3: Google's Response, element by element as captured (fidelity 1.3). */
import { BEARER, NAMESPACES, STATUS_CODES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { XmlElement } from '../../xml/node.js';
import type { Draft, ResolvedAttribute } from '../draft.js';

const SAML2 = ['xmlns:saml2', NAMESPACES.assertion] as const;

/** The Assertion, without its Signature. Attributes stand before the AuthnStatement. */
export function googleAssertion(draft: Draft): XmlElement {
  const { attributes } = draft;
  return element(
    'saml2:Assertion',
    [
      SAML2,
      ['ID', draft.assertionId],
      ['IssueInstant', draft.assertionInstant],
      ['Version', '2.0'],
    ],
    [
      element('saml2:Issuer', [], [draft.issuer]),
      subject(draft),
      conditions(draft),
      attributes.length === 0 ? undefined : attributeStatement(attributes),
      authnStatement(draft),
    ],
  );
}

/** The Response around an Assertion, without its Signature. */
export function googleResponse(draft: Draft, assertion: XmlElement): XmlElement {
  const code = element('saml2p:StatusCode', [['Value', STATUS_CODES.success]]);
  return element(
    'saml2p:Response',
    [
      ['xmlns:saml2p', NAMESPACES.protocol],
      ['Destination', draft.destination],
      ['ID', draft.responseId],
      ['InResponseTo', draft.inResponseTo],
      ['IssueInstant', draft.responseInstant],
      ['Version', '2.0'],
    ],
    [
      element('saml2:Issuer', [SAML2], [draft.issuer]),
      element('saml2p:Status', [], [code]),
      assertion,
    ],
  );
}

function subject(draft: Draft): XmlElement {
  const data = element('saml2:SubjectConfirmationData', [
    ['InResponseTo', draft.inResponseTo],
    ['NotOnOrAfter', draft.confirmationNotOnOrAfter],
    ['Recipient', draft.recipient],
  ]);
  return element(
    'saml2:Subject',
    [],
    [
      element('saml2:NameID', [['Format', draft.nameIdFormat]], [draft.nameId]),
      element('saml2:SubjectConfirmation', [['Method', BEARER]], [data]),
    ],
  );
}

function conditions(draft: Draft): XmlElement {
  const audience = element('saml2:Audience', [], [draft.audience]);
  return element(
    'saml2:Conditions',
    [
      ['NotBefore', draft.notBefore],
      ['NotOnOrAfter', draft.notOnOrAfter],
    ],
    [element('saml2:AudienceRestriction', [], [audience])],
  );
}

/** An attribute that is mapped to nothing is an empty element. */
function attributeStatement(attributes: readonly ResolvedAttribute[]): XmlElement {
  return element(
    'saml2:AttributeStatement',
    [],
    attributes.map(({ name, values }) =>
      element('saml2:Attribute', [['Name', name]], values.map(attributeValue)),
    ),
  );
}

function attributeValue(value: string): XmlElement {
  return element(
    'saml2:AttributeValue',
    [
      ['xmlns:xs', NAMESPACES.schema],
      ['xmlns:xsi', NAMESPACES.instance],
      ['xsi:type', 'xs:anyType'],
    ],
    [value],
  );
}

function authnStatement(draft: Draft): XmlElement {
  const classRef = element('saml2:AuthnContextClassRef', [], [draft.authnContextClassRef]);
  return element(
    'saml2:AuthnStatement',
    [
      ['AuthnInstant', draft.authnInstant],
      ['SessionIndex', draft.sessionIndex],
    ],
    [element('saml2:AuthnContext', [], [classRef])],
  );
}
