/** Floor 3: the generic logout messages: the plainest form of saml-core 3.7. */
import { NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { XmlElement } from '../../xml/node.js';
import { nested } from '../logout.js';
import type { LogoutRequestDraft, LogoutResponseDraft } from '../logout.js';

function issuer(value: string): XmlElement {
  return element('saml:Issuer', [['xmlns:saml', NAMESPACES.assertion]], [value]);
}

/** A LogoutRequest (saml-core 3.7.1). */
export function genericLogoutRequest(draft: LogoutRequestDraft): XmlElement {
  const name = element(
    'saml:NameID',
    [
      ['xmlns:saml', NAMESPACES.assertion],
      ['Format', draft.nameIdFormat],
    ],
    [draft.nameId],
  );
  return element(
    'samlp:LogoutRequest',
    [
      ['xmlns:samlp', NAMESPACES.protocol],
      ['ID', draft.id],
      ['Version', '2.0'],
      ['IssueInstant', draft.issueInstant],
      ['Destination', draft.destination],
      ['NotOnOrAfter', draft.notOnOrAfter],
    ],
    [issuer(draft.issuer), name, element('samlp:SessionIndex', [], [draft.sessionIndex])],
  );
}

/** A LogoutResponse (saml-core 3.7.2). */
export function genericLogoutResponse(draft: LogoutResponseDraft): XmlElement {
  const status = nested<XmlElement>(draft.status, (code, inner) =>
    element('samlp:StatusCode', [['Value', code]], [inner]),
  );
  return element(
    'samlp:LogoutResponse',
    [
      ['xmlns:samlp', NAMESPACES.protocol],
      ['ID', draft.id],
      ['Version', '2.0'],
      ['IssueInstant', draft.issueInstant],
      ['Destination', draft.destination],
      ['InResponseTo', draft.inResponseTo],
    ],
    [issuer(draft.issuer), element('samlp:Status', [], [status])],
  );
}
