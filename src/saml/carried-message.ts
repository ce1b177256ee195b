/** Floor 2: a protocol message as a binding carries it, taken out of a query or a form (saml-bindings 3.4, 3.5). */
import { UserError } from '../base/errors.js';
import { decodePost, decodeRedirect } from './encode.js';
import { readQueryString } from './query-string.js';
import type { QueryParameter } from './query-string.js';

const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';

/** The parameter that a request or an answer travels in. */
export type MessageParameter = 'SAMLRequest' | 'SAMLResponse';

/** A form as web frameworks parse it: a field that came twice is a list. */
export type FormFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The detached signature over the query as it was sent (saml-bindings 3.4.4.1). */
export interface DetachedSignature {
  readonly algorithm: string;
  readonly signature: string;
  readonly signedText: string;
}

/** The text, and what is needed to check its signature later. */
export interface CarriedMessage {
  readonly xml: string;
  readonly relayState?: string;
  /** Redirect binding only. */
  readonly query?: DetachedSignature;
}

type Parameters = ReadonlyMap<string, QueryParameter>;

/** What people call the message of a parameter. */
const CALLED: Readonly<Record<MessageParameter, string>> = {
  SAMLRequest: 'request',
  SAMLResponse: 'answer',
};

function missing(place: 'query' | 'form', parameter: MessageParameter): UserError {
  const where = place === 'query' ? 'parameter' : 'field';
  return new UserError('message-malformed', `the ${place} has no ${parameter}`, {
    fix: `Send the ${CALLED[parameter]} in the ${where} ${parameter}.`,
  });
}

/** The message parameter, and nothing that contradicts it. */
function messageOf(parameters: Parameters, parameter: MessageParameter): QueryParameter {
  const message = parameters.get(parameter);
  if (message === undefined) throw missing('query', parameter);
  if (parameters.has(parameter === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest')) {
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
  parameter: MessageParameter,
  message: QueryParameter,
): DetachedSignature | undefined {
  const algorithm = parameters.get('SigAlg');
  const signature = parameters.get('Signature');
  if (algorithm === undefined && signature === undefined) return undefined;
  if (algorithm === undefined || signature === undefined) {
    const absent = algorithm === undefined ? 'SigAlg' : 'Signature';
    throw new UserError('message-malformed', `the query is half signed: ${absent} is missing`, {
      fix: 'Send SigAlg and Signature together, or neither.',
    });
  }
  const relayState = parameters.get('RelayState');
  const signed = [
    `${parameter}=${message.raw}`,
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
 * Takes a message out of the query of a GET (HTTP-Redirect binding). Nothing is verified yet.
 *
 * @param query - the raw query string, with or without `?`, exactly as it was sent: a signature covers its octets
 * @param parameter - where the message must be
 * @throws UserError `message-malformed` (also for parameters that come twice and for encodings other than
 *   DEFLATE), `message-too-large`
 */
export function fromQuery(query: string, parameter: MessageParameter): CarriedMessage {
  const parameters = readQueryString(query);
  const message = messageOf(parameters, parameter);
  const xml = decodeRedirect(message.value);
  const relayState = parameters.get('RelayState')?.value;
  const signature = querySignature(parameters, parameter, message);
  return {
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
 * Takes a message out of the form of a POST (HTTP-POST binding). Nothing is verified yet.
 *
 * @param form - the fields by name, URL-decoded
 * @param parameter - where the message must be
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function fromForm(form: FormFields, parameter: MessageParameter): CarriedMessage {
  const message = single(form, parameter);
  if (message === undefined) throw missing('form', parameter);
  const xml = decodePost(message);
  const relayState = single(form, 'RelayState');
  return { xml, ...(relayState === undefined ? {} : { relayState }) };
}
