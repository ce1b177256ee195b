/** Floor 2: logout messages as they arrive over a binding (saml-profiles 4.4.3, saml-bindings 3.4 and 3.5). */
import { fromForm, fromQuery } from './carried-message.js';
import type { FormFields } from './carried-message.js';
import type { ReceivedLogoutRequest, ReceivedLogoutResponse } from './logout.js';
import { parseLogoutRequest, parseLogoutResponse } from './parse-logout.js';

/**
 * Reads a LogoutRequest from the query of a GET (HTTP-Redirect binding). Nothing is verified yet.
 *
 * @param query - the raw query string, with or without `?`, exactly as it was sent
 * @throws UserError `message-malformed`, `message-too-large`
 * @example
 * readRedirectLogoutRequest(new URL(url).search).request.nameId; // 'ada@acme.example'
 */
export function readRedirectLogoutRequest(query: string): ReceivedLogoutRequest {
  const carried = fromQuery(query, 'SAMLRequest');
  return { binding: 'redirect', ...parseLogoutRequest(carried.xml), ...carried };
}

/**
 * Reads a LogoutRequest from the form of a POST (HTTP-POST binding). Nothing is verified yet.
 *
 * @param form - the fields by name, URL-decoded
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function readPostLogoutRequest(form: FormFields): ReceivedLogoutRequest {
  const carried = fromForm(form, 'SAMLRequest');
  return { binding: 'post', ...parseLogoutRequest(carried.xml), ...carried };
}

/**
 * Reads a LogoutResponse from the query of a GET (HTTP-Redirect binding). Nothing is verified yet.
 *
 * @param query - the raw query string, with or without `?`, exactly as it was sent
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function readRedirectLogoutResponse(query: string): ReceivedLogoutResponse {
  const carried = fromQuery(query, 'SAMLResponse');
  return { binding: 'redirect', ...parseLogoutResponse(carried.xml), ...carried };
}

/**
 * Reads a LogoutResponse from the form of a POST (HTTP-POST binding). Nothing is verified yet.
 *
 * @param form - the fields by name, URL-decoded
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function readPostLogoutResponse(form: FormFields): ReceivedLogoutResponse {
  const carried = fromForm(form, 'SAMLResponse');
  return { binding: 'post', ...parseLogoutResponse(carried.xml), ...carried };
}
