/** Floor 5: a request as handlers see it: read whole, no further than it may be long. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readCookies } from '../../base/cookie-header.js';
import { readBody } from './body.js';

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

/** One field of a form, the first where it comes twice. */
export function fieldOf(request: HttpRequest, name: string): string | undefined {
  return new URLSearchParams(request.body).get(name) ?? undefined;
}

/** One parameter of the query, the first where it comes twice. */
export function parameterOf(request: HttpRequest, name: string): string | undefined {
  return new URLSearchParams(request.query).get(name) ?? undefined;
}
