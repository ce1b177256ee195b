/** Floor 3: what every vendor's auto-submit page shares (saml-bindings 3.5.4). */
import { html, type Markup } from '../base/html.js';
import { encodePost } from '../saml/encode.js';
import type { Issued, Page } from './outcome.js';
import { PAGE_HEADERS } from './page.js';

/** The message on its way. */
export type Delivery = Pick<Issued, 'xml' | 'acsUrl' | 'relayState'>;

/** A hidden field; the value arrives as it is, to the byte. */
function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

/** The form's hidden fields, SAMLResponse first; RelayState only when there is one. */
export function hiddenFields({ xml, relayState }: Delivery): readonly Markup[] {
  const response = hidden('SAMLResponse', encodePost(xml));
  return relayState === undefined ? [response] : [response, hidden('RelayState', relayState)];
}

/** Wraps the vendor's document. */
export function deliveryPage(document: Markup): Page {
  return {
    status: 200,
    headers: PAGE_HEADERS,
    html: document.html,
  };
}
