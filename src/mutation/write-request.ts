/** Floor 3: a forged request as it goes over the wire: what a browser would send of such a form, to the byte. */
import type { Verbatim } from '../scenario/mutation/request-operations.js';
import type { ForgedRequest, RequestField } from './operation.js';
import { lineEnds, percentEncode } from './percent-encode.js';
import { charsetOf, encodeAs } from './text/encodings.js';

/** One HTTP request, ready to be sent. */
export interface WrittenRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Besides those that a browser sends by itself. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Separates the parts of multipart/form-data. */
const BOUNDARY = '----StandinFormBoundary7MA4YWxkTrZu0gW';

/** HTML 4.10.21.8: what may not stand in the header of a part. */
function quote(name: string): string {
  return lineEnds(name).replaceAll('\r\n', '%0D%0A').replaceAll('"', '%22');
}

function isSpelled(part: 'name' | 'value', verbatim: Verbatim | undefined): boolean {
  return verbatim === part || verbatim === 'both';
}

/** Name and value, each encoded unless it is spelled already. */
function spelled(
  [name, value, verbatim]: RequestField,
  encodeName: (text: string) => string,
  encodeValue: (text: string) => string,
): readonly [name: string, value: string] {
  return [
    isSpelled('name', verbatim) ? name : encodeName(name),
    isSpelled('value', verbatim) ? value : encodeValue(value),
  ];
}

function urlEncoded(fields: readonly RequestField[]): string {
  return fields.map((field) => spelled(field, percentEncode, percentEncode).join('=')).join('&');
}

/** An object with its names in order; one that comes twice is written twice. */
function json(fields: readonly RequestField[]): string {
  const bare = (text: string): string => JSON.stringify(text).slice(1, -1);
  const members = fields.map((field) => {
    const [name, value] = spelled(field, bare, bare);
    return `"${name}":"${value}"`;
  });
  return `{${members.join(',')}}`;
}

function multipart(fields: readonly RequestField[]): string {
  const parts = fields.map((field) => {
    const [name, value] = spelled(field, quote, lineEnds);
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

interface BodyKind {
  readonly type: string;
  /** What its Content-Type must say besides. */
  readonly parameter: string;
  readonly write: (fields: readonly RequestField[]) => string;
}

const BODIES: Readonly<Record<ForgedRequest['body'], BodyKind>> = {
  form: { type: 'application/x-www-form-urlencoded', parameter: '', write: urlEncoded },
  json: { type: 'application/json', parameter: '', write: json },
  multipart: {
    type: 'multipart/form-data',
    parameter: `; boundary=${BOUNDARY}`,
    write: multipart,
  },
};

function withQuery(url: string, fields: readonly RequestField[]): string {
  const added = urlEncoded(fields);
  if (added === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}${added}`;
}

/**
 * Writes a request.
 *
 * @example
 * writeRequest({ method: 'POST', url: acsUrl, query: [], fields: [['%53AMLResponse', 'a+b', 'name']], body: 'form', headers: {} });
 * // body: %53AMLResponse=a%2Bb
 */
export function writeRequest(request: ForgedRequest): WrittenRequest {
  const { method, url, query, fields, headers } = request;
  if (method === 'GET') {
    return { method, url: withQuery(url, [...query, ...fields]), headers };
  }
  const { type, parameter, write } = BODIES[request.body];
  const { charset, contentType } = request;
  const inCharset = charset === undefined ? '' : `; charset=${charsetOf(charset)}`;
  return {
    method,
    url: withQuery(url, query),
    headers: { 'content-type': contentType ?? type + parameter + inCharset, ...headers },
    body: encodeAs(write(fields), charset ?? 'utf-8'),
  };
}
