/** Floor 2: a query string read without losing the octets it was sent with. */
import { UserError } from '../base/errors.js';

/** One parameter. */
export interface QueryParameter {
  /** As it stands in the query: what a detached signature covers. */
  readonly raw: string;
  readonly value: string;
}

/** Parameters that must not come twice: two readers could take different ones. */
const SINGLE: ReadonlySet<string> = new Set([
  'SAMLRequest',
  'SAMLResponse',
  'RelayState',
  'SAMLEncoding',
  'SigAlg',
  'Signature',
]);

const LONGEST = 1_048_576;

function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch (cause) {
    throw new UserError('message-malformed', 'the query is not URL-encoded UTF-8', {
      fix: 'Percent-encode every value of the query as UTF-8.',
      cause,
    });
  }
}

/**
 * Reads a query string or a form body.
 *
 * @param query - as it was sent, with or without `?`
 * @returns parameters by decoded name; of other people's parameters the first of each
 * @throws UserError `message-malformed` for broken escapes and for a SAML parameter that comes twice,
 *   `message-too-large` beyond 1 MiB
 */
export function readQueryString(query: string): ReadonlyMap<string, QueryParameter> {
  if (query.length > LONGEST) {
    throw new UserError('message-too-large', `the query is longer than ${LONGEST} characters`);
  }
  const parameters = new Map<string, QueryParameter>();
  for (const part of query.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decoded(equals < 0 ? part : part.slice(0, equals));
    if (!parameters.has(name)) {
      const raw = equals < 0 ? '' : part.slice(equals + 1);
      parameters.set(name, { raw, value: decoded(raw) });
    } else if (SINGLE.has(name)) {
      throw new UserError('message-malformed', `the parameter ${name} comes twice`, {
        fix: `Send ${name} once.`,
      });
    }
  }
  return parameters;
}
