/** Floor 3: Entra's logout messages, element by element as captured (fidelity 5). */
import { NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { XmlElement } from '../../xml/node.js';
import { nested } from '../logout.js';
import type { LogoutRequestDraft, LogoutResponseDraft } from '../logout.js';

function issuer(value: string): XmlElement {
  return element('Issuer', [['xmlns', NAMESPACES.assertion]], [value]);
}

/** The LogoutRequest that goes to the other applications of a session. */
export function entraLogoutRequest(draft: LogoutRequestDraft): XmlElement {
  const name = element(
    'NameID',
    [
      ['xmlns', NAMESPACES.assertion],
      ['Format', draft.nameIdFormat],
    ],
    [draft.nameId],
  );
  return element(
    'samlp:LogoutRequest',
    [
      ['ID', draft.id],
      ['Version', '2.0'],
      ['IssueInstant', draft.issueInstant],
      ['Destination', draft.destination],
      ['xmlns:samlp', NAMESPACES.protocol],
    ],
    [issuer(draft.issuer), name, element('samlp:SessionIndex', [], [draft.sessionIndex])],
  );
}

/** The answer to an SP's LogoutRequest, attributes in the order of the capture. */
export function entraLogoutResponse(draft: LogoutResponseDraft): XmlElement {
  const status = nested<XmlElement>(draft.status, (code, inner) =>
    element('samlp:StatusCode', [['Value', code]], [inner]),
  );
  return element(
    'samlp:LogoutResponse',
    [
      ['ID', draft.id],
      ['Version', '2.0'],
      ['IssueInstant', draft.issueInstant],
      ['Destination', draft.destination],
      ['InResponseTo', draft.inResponseTo],
      ['xmlns:samlp', NAMESPACES.protocol],
    ],
    [issuer(draft.issuer), element('samlp:Status', [], [status])],
  );
}
