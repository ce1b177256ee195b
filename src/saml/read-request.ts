/** Floor 2: an AuthnRequest as it arrives over a binding (saml-bindings 3.4 and 3.5). */
import type { ReceivedAuthnRequest } from './authn-request.js';
import { fromForm, fromQuery } from './carried-message.js';
import type { FormFields } from './carried-message.js';
import { parseAuthnRequest } from './parse-authn-request.js';

export type { FormFields };

/**
 * Reads an AuthnRequest from the query of a GET (HTTP-Redirect binding). Nothing is verified yet.
 *
 * @param query - the raw query string, with or without `?`, exactly as it was sent: a signature covers its octets
 * @throws UserError `message-malformed` (also for parameters that come twice and for encodings other than
 *   DEFLATE), `message-too-large`; answer it with the vendor's page for `request-malformed`
 * @example
 * const { search } = new URL(url);
 * readRedirectRequest(search).request.issuer; // 'https://sp.example/metadata'
 */
export function readRedirectRequest(query: string): ReceivedAuthnRequest {
  const carried = fromQuery(query, 'SAMLRequest');
  return { binding: 'redirect', ...parseAuthnRequest(carried.xml), ...carried };
}

/**
 * Reads an AuthnRequest from the form of a POST (HTTP-POST binding). Nothing is verified yet.
 *
 * @param form - the fields by name, URL-decoded
 * @throws UserError `message-malformed`, `message-too-large`; answer it with the vendor's page for
 *   `request-malformed`
 * @example
 * readPostRequest({ SAMLRequest: 'PHNhbWxwOkF1dGhu...', RelayState: '/inbox' }).relayState; // '/inbox'
 */
export function readPostRequest(form: FormFields): ReceivedAuthnRequest {
  const carried = fromForm(form, 'SAMLRequest');
  return { binding: 'post', ...parseAuthnRequest(carried.xml), ...carried };
}
