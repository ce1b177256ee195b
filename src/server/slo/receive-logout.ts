/** Floor 5: the logout message in what arrived. */
import { decodePost, decodeRedirect } from '../../saml/encode.js';
import type { ReceivedLogoutRequest, ReceivedLogoutResponse } from '../../saml/logout.js';
import {
  readPostLogoutRequest,
  readPostLogoutResponse,
  readRedirectLogoutRequest,
  readRedirectLogoutResponse,
} from '../../saml/read-logout.js';
import { formFields } from '../http/body.js';
import { fieldOf, parameterOf, type HttpRequest } from '../http/request.js';

/** What an SP sends to a single logout service. */
export type ReceivedLogout = ReceivedLogoutRequest | ReceivedLogoutResponse;

function carried(http: HttpRequest, name: string): string | undefined {
  return http.method === 'POST' ? fieldOf(http, name) : parameterOf(http, name);
}

/**
 * Reads it.
 *
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function receiveLogout(http: HttpRequest): ReceivedLogout {
  const answers = carried(http, 'SAMLResponse') !== undefined;
  if (http.method === 'POST') {
    const form = formFields(http.body);
    return answers ? readPostLogoutResponse(form) : readPostLogoutRequest(form);
  }
  return answers ? readRedirectLogoutResponse(http.query) : readRedirectLogoutRequest(http.query);
}

/** Whether a message at an address that serves logins, too, is one of a logout. */
export function carriesLogout(http: HttpRequest): boolean {
  if (carried(http, 'SAMLResponse') !== undefined) return true;
  const message = carried(http, 'SAMLRequest');
  if (message === undefined) return false;
  try {
    const xml = http.method === 'POST' ? decodePost(message) : decodeRedirect(message);
    return /^(?:<\?[^>]*>|\s)*<(?:[\w.-]+:)?LogoutRequest[\s>/]/.test(xml);
  } catch {
    // Whoever reads AuthnRequests says what is wrong with it.
    return false;
  }
}
