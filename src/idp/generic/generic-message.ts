/** Floor 3: the generic Response: the plainest form of saml-core 3.3.3 and 2.3.3. */
import { BEARER, NAMESPACES, STATUS_CODES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { XmlElement } from '../../xml/node.js';
import type { Draft, ResolvedAttribute } from '../draft.js';

/** The Assertion, without its Signature. */
export function genericAssertion(draft: Draft): XmlElement {
  const { attributes } = draft;
  return element(
    'saml:Assertion',
    [
      ['xmlns:saml', NAMESPACES.assertion],
      ['ID', draft.assertionId],
      ['Version', '2.0'],
      ['IssueInstant', draft.assertionInstant],
    ],
    [
      element('saml:Issuer', [], [draft.issuer]),
      subject(draft),
      conditions(draft),
      authnStatement(draft),
      attributes.length === 0 ? undefined : attributeStatement(attributes),
    ],
  );
}

/** The Response around an Assertion, without its Signature. */
export function genericResponse(draft: Draft, assertion: XmlElement): XmlElement {
  const code = element('samlp:StatusCode', [['Value', STATUS_CODES.success]]);
  return element(
    'samlp:Response',
    [
      ['xmlns:samlp', NAMESPACES.protocol],
      ['ID', draft.responseId],
      ['Version', '2.0'],
      ['IssueInstant', draft.responseInstant],
      ['Destination', draft.destination],
      ['InResponseTo', draft.inResponseTo],
    ],
    [
      element('saml:Issuer', [['xmlns:saml', NAMESPACES.assertion]], [draft.issuer]),
      element('samlp:Status', [], [code]),
      assertion,
    ],
  );
}

function subject(draft: Draft): XmlElement {
  const data = element('saml:SubjectConfirmationData', [
    ['NotOnOrAfter', draft.confirmationNotOnOrAfter],
    ['Recipient', draft.recipient],
    ['InResponseTo', draft.inResponseTo],
  ]);
  return element(
    'saml:Subject',
    [],
    [
      element('saml:NameID', [['Format', draft.nameIdFormat]], [draft.nameId]),
      element('saml:SubjectConfirmation', [['Method', BEARER]], [data]),
    ],
  );
}

function conditions(draft: Draft): XmlElement {
  const audience = element('saml:Audience', [], [draft.audience]);
  return element(
    'saml:Conditions',
    [
      ['NotBefore', draft.notBefore],
      ['NotOnOrAfter', draft.notOnOrAfter],
    ],
    [element('saml:AudienceRestriction', [], [audience])],
  );
}

function authnStatement(draft: Draft): XmlElement {
  const classRef = element('saml:AuthnContextClassRef', [], [draft.authnContextClassRef]);
  return element(
    'saml:AuthnStatement',
    [
      ['AuthnInstant', draft.authnInstant],
      ['SessionIndex', draft.sessionIndex],
    ],
    [element('saml:AuthnContext', [], [classRef])],
  );
}

function attributeStatement(attributes: readonly ResolvedAttribute[]): XmlElement {
  return element(
    'saml:AttributeStatement',
    [],
    attributes.map(({ name, nameFormat, values }) =>
      element(
        'saml:Attribute',
        [
          ['Name', name],
          ['NameFormat', nameFormat],
        ],
        values.map((value) => element('saml:AttributeValue', [], [value])),
      ),
    ),
  );
}
