/** Floor 3: OneLogin's Response, element by element as captured (fidelity 1.3). */
import { BEARER, NAMESPACES, STATUS_CODES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { XmlElement } from '../../xml/node.js';
import type { Draft, ResolvedAttribute } from '../draft.js';

const SAML = ['xmlns:saml', NAMESPACES.assertion] as const;
const XSI = ['xmlns:xsi', NAMESPACES.instance] as const;

/** A draft with the end of the session (saml-core 2.7.2). */
export interface OneloginDraft extends Draft {
  readonly sessionNotOnOrAfter: string;
}

/** The Assertion, without its Signature. */
export function oneloginAssertion(draft: OneloginDraft): XmlElement {
  const { attributes } = draft;
  return element(
    'saml:Assertion',
    [
      SAML,
      ['xmlns:xs', NAMESPACES.schema],
      XSI,
      ['Version', '2.0'],
      ['ID', draft.assertionId],
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
export function oneloginResponse(draft: OneloginDraft, assertion: XmlElement): XmlElement {
  const code = element('samlp:StatusCode', [['Value', STATUS_CODES.success]]);
  return element(
    'samlp:Response',
    [
      SAML,
      ['xmlns:samlp', NAMESPACES.protocol],
      ['ID', draft.responseId],
      ['Version', '2.0'],
      ['IssueInstant', draft.responseInstant],
      ['Destination', draft.destination],
      ['InResponseTo', draft.inResponseTo],
    ],
    [element('saml:Issuer', [], [draft.issuer]), element('samlp:Status', [], [code]), assertion],
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

function authnStatement(draft: OneloginDraft): XmlElement {
  const classRef = element('saml:AuthnContextClassRef', [], [draft.authnContextClassRef]);
  return element(
    'saml:AuthnStatement',
    [
      ['AuthnInstant', draft.authnInstant],
      ['SessionNotOnOrAfter', draft.sessionNotOnOrAfter],
      ['SessionIndex', draft.sessionIndex],
    ],
    [element('saml:AuthnContext', [], [classRef])],
  );
}

/** NameFormat stands before Name; `xs` is the Assertion's, `xsi` is declared again. */
function attributeStatement(attributes: readonly ResolvedAttribute[]): XmlElement {
  return element(
    'saml:AttributeStatement',
    [],
    attributes.map(({ name, nameFormat, values }) =>
      element(
        'saml:Attribute',
        [
          ['NameFormat', nameFormat],
          ['Name', name],
        ],
        values.map((value) =>
          element('saml:AttributeValue', [XSI, ['xsi:type', 'xs:string']], [value]),
        ),
      ),
    ),
  );
}
