/** Floor 5: a request as handlers see it: read whole, no further than it may be long. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FormFields } from '../../saml/read-request.js';
import { readCookies } from './cookies.js';

/** What arrived. */
export interface HttpRequest {
  readonly method: string;
  /** The path as it was sent, without the query. */
  readonly path: string;
  /** The query as it was sent, without `?`: signatures cover its octets. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: string;
  /** The address of the other end of the connection; empty when it is gone. */
  readonly peer: string;
}

/** The longest body that is read, in bytes: room for the longest AuthnRequest. */
const LONGEST = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A target in absolute form names the host, too, and the Host header is not asked then (RFC 9112 3.2.2). */
function targetOf({ url = '/', headers }: IncomingMessage): Pick<IncomingMessage, 'headers'> & {
  readonly target: string;
} {
  const [, host, target] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (host === undefined || target === undefined) return { target: url, headers };
  return { target: target.startsWith('/') ? target : `/${target}`, headers: { ...headers, host } };
}

/** Reads a request; `undefined` when its body is too long. */
export async function readRequest(request: IncomingMessage): Promise<HttpRequest | undefined> {
  const { method = 'GET' } = request;
  const { target, headers } = targetOf(request);
  const body = method === 'GET' || method === 'HEAD' ? '' : await readBody(request);
  if (body === undefined) return undefined;
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/s.exec(target) ?? [];
  const peer = request.socket.remoteAddress ?? '';
  return { method, path, query, headers, cookies: readCookies(headers.cookie), body, peer };
}

/** The fields by name; a field that comes twice is a list. */
export function formOf({ body }: HttpRequest): FormFields {
  const fields = new URLSearchParams(body);
  const named = [...new Set(fields.keys())].map((name): [string, string | string[]] => {
    const values = fields.getAll(name);
    const [first = ''] = values;
    return [name, values.length === 1 ? first : values];
  });
  return Object.fromEntries(named);
}

/** One field of a form, the first where it comes twice. */
export function fieldOf(request: HttpRequest, name: string): string | undefined {
  return new URLSearchParams(request.body).get(name) ?? undefined;
}

/** One parameter of the query, the first where it comes twice. */
export function parameterOf(request: HttpRequest, name: string): string | undefined {
  return new URLSearchParams(request.query).get(name) ?? undefined;
}
