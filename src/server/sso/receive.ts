/** Floor 5: the AuthnRequest in what arrived. */
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import { readPostRequest, readRedirectRequest } from '../../saml/read-request.js';
import { formFields } from '../http/body.js';
import { parameterOf, type HttpRequest } from '../http/request.js';

/**
 * Reads it.
 *
 * @returns `undefined` when none is there: the IdP is to start
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function receive(http: HttpRequest): ReceivedAuthnRequest | undefined {
  if (http.method === 'POST') return readPostRequest(formFields(http.body));
  const holds = ['SAMLRequest', 'SAMLResponse'].some(
    (name) => parameterOf(http, name) !== undefined,
  );
  return holds ? readRedirectRequest(http.query) : undefined;
}
