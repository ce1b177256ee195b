/** Floor 7: a server on this machine that nobody has a reason to ask: a request means that a message made the app ask. */
import { createServer, type IncomingMessage } from 'node:http';
import { InternalError } from '../base/errors.js';
import { listen, shut } from '../sp/carrier/listener.js';

/** One request. */
interface CanaryRequest {
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly path: string;
  /** Who asked, when it says so: parsers often give their name. */
  readonly userAgent?: string;
}

/** Listens for requests, each known by a token. */
export interface Canary {
  /** An address that belongs to a token; anything may be put behind it. */
  urlFor(token: string): string;
  /** How often a token was asked for so far; beyond a hundred nobody counts. */
  hits(token: string): number;
  /** What was asked for under a token, in order. */
  requests(token: string): readonly CanaryRequest[];
  close(): Promise<void>;
}

const TOKEN = /^[\w-]+$/;
const PATH = /^\/c\/([\w-]+)/;
/** More of one token prove nothing new. */
const MOST_HITS = 100;

/** Right for a DTD, an entity and a schema that is looked at: nothing. */
const EMPTY = '<!-- nothing here -->\n';
const DTD = /\.(?:dtd|ent|mod)(?:\?|$)/i;

function requestOf({ method = '', url: path = '', headers }: IncomingMessage): CanaryRequest {
  const userAgent = headers['user-agent'];
  return { method, path, ...(userAgent === undefined ? {} : { userAgent }) };
}

/** A proxy's form of the address counts as well (RFC 9112 3.2.2). */
function tokenIn(path: string): string | undefined {
  return PATH.exec(path.replace(/^https?:\/\/[^/]*/i, ''))?.[1];
}

/**
 * Opens a canary on a free port of 127.0.0.1. Until it is closed it answers everything, and harmlessly.
 *
 * @example
 * const canary = await openCanary();
 * const doctype = `<!DOCTYPE x SYSTEM "${canary.urlFor('xxe-1')}.dtd">`;
 * canary.hits('xxe-1'); // 0, unless somebody has fetched it
 */
export async function openCanary(): Promise<Canary> {
  const found = new Map<string, CanaryRequest[]>();
  const server = createServer((request, response) => {
    const token = tokenIn(request.url ?? '');
    const hits = found.get(token ?? '') ?? [];
    if (token !== undefined && hits.length < MOST_HITS)
      found.set(token, [...hits, requestOf(request)]);
    request.resume();
    const type = DTD.test(request.url ?? '') ? 'application/xml-dtd' : 'text/plain';
    response.writeHead(token === undefined ? 404 : 200, { 'content-type': type }).end(EMPTY);
  });
  const port = await listen(server);
  return {
    urlFor(token) {
      if (TOKEN.test(token)) return `http://127.0.0.1:${port}/c/${token}`;
      throw new InternalError('internal', `"${token}" is no token of a canary`);
    },
    hits: (token) => found.get(token)?.length ?? 0,
    requests: (token) => found.get(token) ?? [],
    close: () => shut(server),
  };
}
