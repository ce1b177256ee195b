/** Floor 2: an AuthnRequest as it arrives over a binding (saml-bindings 3.4 and 3.5). */
import { UserError } from '../base/errors.js';
import type { ReceivedAuthnRequest } from './authn-request.js';
import { decodePost, decodeRedirect } from './encode.js';
import { parseAuthnRequest } from './parse-authn-request.js';
import { readQueryString } from './query-string.js';
import type { QueryParameter } from './query-string.js';

const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';

/** A form as web frameworks parse it: a field that came twice is a list. */
export type FormFields = Readonly<Record<string, string | readonly string[] | undefined>>;

type Parameters = ReadonlyMap<string, QueryParameter>;

/** The message parameter, and nothing that contradicts it. */
function messageOf(parameters: Parameters): QueryParameter {
  const message = parameters.get('SAMLRequest');
  if (message === undefined) {
    throw new UserError('message-malformed', 'the query has no SAMLRequest', {
      fix: 'Send the AuthnRequest in the parameter SAMLRequest.',
    });
  }
  if (parameters.has('SAMLResponse')) {
    throw new UserError('message-malformed', 'the query has both SAMLRequest and SAMLResponse', {
      fix: 'Send one message at a time.',
    });
  }
  const encoding = parameters.get('SAMLEncoding')?.value;
  if (encoding !== undefined && encoding !== DEFLATE) {
    const problem = `the SAMLEncoding ${encoding.slice(0, 200)} is unknown`;
    throw new UserError('message-malformed', problem, {
      fix: `Leave SAMLEncoding out: DEFLATE is what it says when it is not there.`,
    });
  }
  return message;
}

/** The detached signature over the octets that were sent, in the order of saml-bindings 3.4.4.1. */
function querySignature(
  parameters: Parameters,
  message: QueryParameter,
): ReceivedAuthnRequest['query'] {
  const algorithm = parameters.get('SigAlg');
  const signature = parameters.get('Signature');
  if (algorithm === undefined && signature === undefined) return undefined;
  if (algorithm === undefined || signature === undefined) {
    const missing = algorithm === undefined ? 'SigAlg' : 'Signature';
    throw new UserError('message-malformed', `the query is half signed: ${missing} is missing`, {
      fix: 'Send SigAlg and Signature together, or neither.',
    });
  }
  const relayState = parameters.get('RelayState');
  const signed = [
    `SAMLRequest=${message.raw}`,
    ...(relayState === undefined ? [] : [`RelayState=${relayState.raw}`]),
    `SigAlg=${algorithm.raw}`,
  ];
  return {
    algorithm: algorithm.value,
    signature: signature.value,
    signedText: signed.join('&'),
  };
}

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
  const parameters = readQueryString(query);
  const message = messageOf(parameters);
  const xml = decodeRedirect(message.value);
  const relayState = parameters.get('RelayState')?.value;
  const signature = querySignature(parameters, message);
  return {
    binding: 'redirect',
    ...parseAuthnRequest(xml),
    xml,
    ...(relayState === undefined ? {} : { relayState }),
    ...(signature === undefined ? {} : { query: signature }),
  };
}

function single(form: FormFields, name: string): string | undefined {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new UserError('message-malformed', `the field ${name} comes twice`, {
    fix: `Send ${name} once.`,
  });
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
  const message = single(form, 'SAMLRequest');
  if (message === undefined) {
    throw new UserError('message-malformed', 'the form has no SAMLRequest', {
      fix: 'Send the AuthnRequest in the field SAMLRequest.',
    });
  }
  const xml = decodePost(message);
  const relayState = single(form, 'RelayState');
  return {
    binding: 'post',
    ...parseAuthnRequest(xml),
    xml,
    ...(relayState === undefined ? {} : { relayState }),
  };
}
