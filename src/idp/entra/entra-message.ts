/** Floor 3: Entra's Response, element by element as captured (fidelity 1.2). */
import { BEARER, NAMESPACES, STATUS_CODES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { XmlElement } from '../../xml/node.js';
import type { Draft, ResolvedAttribute } from '../draft.js';

/** The Assertion, without its Signature. */
export function entraAssertion(draft: Draft): XmlElement {
  return element(
    'Assertion',
    [
      ['ID', draft.assertionId],
      ['IssueInstant', draft.assertionInstant],
      ['Version', '2.0'],
      ['xmlns', NAMESPACES.assertion],
    ],
    [
      element('Issuer', [], [draft.issuer]),
      subject(draft),
      conditions(draft),
      attributeStatement(draft.attributes),
      authnStatement(draft),
    ],
  );
}

/** The Response around an Assertion, without its Signature. */
export function entraResponse(draft: Draft, assertion: XmlElement): XmlElement {
  return element(
    'samlp:Response',
    [
      ['ID', draft.responseId],
      ['Version', '2.0'],
      ['IssueInstant', draft.responseInstant],
      ['Destination', draft.destination],
      ['InResponseTo', draft.inResponseTo],
      ['xmlns:samlp', NAMESPACES.protocol],
    ],
    [
      element('Issuer', [['xmlns', NAMESPACES.assertion]], [draft.issuer]),
      element('samlp:Status', [], [element('samlp:StatusCode', [['Value', STATUS_CODES.success]])]),
      assertion,
    ],
  );
}

function subject(draft: Draft): XmlElement {
  const data = element('SubjectConfirmationData', [
    ['InResponseTo', draft.inResponseTo],
    ['NotOnOrAfter', draft.confirmationNotOnOrAfter],
    ['Recipient', draft.recipient],
  ]);
  return element(
    'Subject',
    [],
    [
      element('NameID', [['Format', draft.nameIdFormat]], [draft.nameId]),
      element('SubjectConfirmation', [['Method', BEARER]], [data]),
    ],
  );
}

function conditions(draft: Draft): XmlElement {
  const audience = element('Audience', [], [draft.audience]);
  return element(
    'Conditions',
    [
      ['NotBefore', draft.notBefore],
      ['NotOnOrAfter', draft.notOnOrAfter],
    ],
    [element('AudienceRestriction', [], [audience])],
  );
}

function attributeStatement(attributes: readonly ResolvedAttribute[]): XmlElement {
  return element(
    'AttributeStatement',
    [],
    attributes.map(({ name, nameFormat, values }) =>
      element(
        'Attribute',
        [
          ['Name', name],
          ['NameFormat', nameFormat],
        ],
        values.map((value) => element('AttributeValue', [], [value])),
      ),
    ),
  );
}

function authnStatement(draft: Draft): XmlElement {
  const classRef = element('AuthnContextClassRef', [], [draft.authnContextClassRef]);
  return element(
    'AuthnStatement',
    [
      ['AuthnInstant', draft.authnInstant],
      ['SessionIndex', draft.sessionIndex],
    ],
    [element('AuthnContext', [], [classRef])],
  );
}
