/** Floor 3: Okta's logout messages, element by element (fidelity 5). */
import { NAME_ID_FORMATS, NAMESPACES } from '../../saml/names.js';
import { element } from '../../xml/node.js';
import type { AttributePairs, XmlElement } from '../../xml/node.js';
import { nested } from '../logout.js';
import type { LogoutRequestDraft, LogoutResponseDraft } from '../logout.js';

// As in its Responses, Okta declares namespaces again on elements whose ancestors have them.
const SAML2: AttributePairs = [['xmlns:saml2', NAMESPACES.assertion]];
const SAML2P: AttributePairs = [['xmlns:saml2p', NAMESPACES.protocol]];

function issuer(value: string): XmlElement {
  return element('saml2:Issuer', [['Format', NAME_ID_FORMATS.entity], ...SAML2], [value]);
}

/**
 * The LogoutRequest that Okta starts with.
 *
 * @param withSession - whether it says which session is meant
 */
export function oktaLogoutRequest(draft: LogoutRequestDraft, withSession: boolean): XmlElement {
  return element(
    'saml2p:LogoutRequest',
    [
      ['Destination', draft.destination],
      ['ID', draft.id],
      ['IssueInstant', draft.issueInstant],
      ['NotOnOrAfter', draft.notOnOrAfter],
      ['Version', '2.0'],
      ...SAML2P,
    ],
    [
      issuer(draft.issuer),
      element('saml2:NameID', [['Format', draft.nameIdFormat], ...SAML2], [draft.nameId]),
      withSession ? element('saml2p:SessionIndex', [], [draft.sessionIndex]) : undefined,
    ],
  );
}

/** The answer to an SP's LogoutRequest. */
export function oktaLogoutResponse(draft: LogoutResponseDraft): XmlElement {
  const status = nested<XmlElement>(draft.status, (code, inner) =>
    element('saml2p:StatusCode', [['Value', code]], [inner]),
  );
  return element(
    'saml2p:LogoutResponse',
    [
      ['Destination', draft.destination],
      ['ID', draft.id],
      ['InResponseTo', draft.inResponseTo],
      ['IssueInstant', draft.issueInstant],
      ['Version', '2.0'],
      ...SAML2P,
    ],
    [issuer(draft.issuer), element('saml2p:Status', SAML2P, [status])],
  );
}
