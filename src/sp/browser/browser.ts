/** Floor 5: a browser as a person's: cookies, redirects, auto-submit forms, every hop recorded. */
import type { Agent } from 'node:http';
import { TargetError } from '../../base/errors.js';
import type { Browser, Hop, Route } from '../target.js';
import { autoSubmit } from './auto-submit.js';
import { openCookies, type Cookies } from './cookies.js';
import { exchange, type Incoming } from './exchange.js';
import type { Navigation } from './navigation.js';
import { redirected } from './redirect.js';
import { resolveUrl } from './resolve-url.js';

/** The little network that a browser can see. Everything else is refused. */
export interface Network {
  /** Public origins and the loopback port that answers for each, like a hosts file. */
  readonly hosts: ReadonlyMap<string, number>;
  /** Answers in process, by URL prefix. */
  readonly routes: readonly Route[];
  readonly agent: Agent;
}

/** Redirects and auto-submits that one navigation may take. */
const MOST_HOPS = 20;
/** How much of a page is kept as evidence, in bytes. */
const KEPT_BODY = 64 * 1024;

function kept(body: string): string {
  if (body.length * 3 <= KEPT_BODY) return body;
  const bytes = Buffer.from(body, 'utf8');
  if (bytes.length <= KEPT_BODY) return body;
  return new TextDecoder().decode(bytes.subarray(0, KEPT_BODY), { stream: true });
}

function refuseToLeave(url: URL): never {
  throw new TargetError(
    'target-undrivable',
    `The browser was sent to ${url.href.slice(0, 200)}, which is neither the SP nor the IdP.`,
    {
      fix: 'Nothing leaves this machine: let the SP and the IdP of the story send the browser only to each other.',
    },
  );
}

function inProcess(route: Route, { method, url, form }: Navigation): Incoming {
  const page = route.handle({ method, url: url.href, form });
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of Object.entries(page.headers)) {
    if (name.toLowerCase() === 'set-cookie') cookies.push(value);
    else headers[name.toLowerCase()] = value;
  }
  return { status: page.status, headers, cookies, body: page.html };
}

async function overLoopback(
  port: number,
  navigation: Navigation,
  cookie: string,
  agent: Agent,
): Promise<Incoming> {
  const { method, url, initiator } = navigation;
  const headers: Record<string, string> = { accept: 'text/html,application/json;q=0.9' };
  if (cookie !== '') headers['cookie'] = cookie;
  if (method === 'GET') return exchange({ method, url, port, headers }, agent);
  const body = new URLSearchParams(navigation.form).toString();
  headers['content-type'] = 'application/x-www-form-urlencoded';
  headers['content-length'] = String(Buffer.byteLength(body));
  headers['origin'] = initiator instanceof URL ? initiator.origin : 'null';
  return exchange({ method, url, port, headers, body }, agent);
}

async function answer(
  navigation: Navigation,
  cookies: Cookies,
  network: Network,
): Promise<Incoming> {
  const { url } = navigation;
  const port = network.hosts.get(url.origin);
  if (port !== undefined) {
    return overLoopback(port, navigation, await cookies.header(navigation), network.agent);
  }
  const route = network.routes.find(({ prefix }) => url.href.startsWith(prefix));
  return route === undefined ? refuseToLeave(url) : inProcess(route, navigation);
}

function hopOf({ method, url, form }: Navigation, incoming: Incoming): Hop {
  const { location } = incoming.headers;
  return {
    method,
    url: url.href,
    status: incoming.status,
    ...(location === undefined ? {} : { location }),
    ...(method === 'POST' ? { form } : {}),
    body: kept(incoming.body),
    contentType: incoming.headers['content-type'] ?? '',
    headers: incoming.headers,
  };
}

function nextOf(navigation: Navigation, incoming: Incoming): Navigation | undefined {
  const { status, headers, body } = incoming;
  const redirect = redirected(status, headers['location'], navigation);
  if (redirect !== undefined) return redirect;
  const isPage = (headers['content-type'] ?? '').startsWith('text/html');
  return isPage ? autoSubmit(body, navigation.url) : undefined;
}

/**
 * Opens a browser without cookies.
 *
 * @param network - what it can see; any other origin is a `TargetError` `target-undrivable`,
 *   as are more than 20 redirects and auto-submits in a row
 */
export function openBrowser(network: Network): Browser {
  const cookies = openCookies();
  const hops: Hop[] = [];
  const navigate = async (start: Navigation): Promise<Hop> => {
    let navigation = start;
    for (let count = 0; count <= MOST_HOPS; count++) {
      const incoming = await answer(navigation, cookies, network);
      await cookies.keep(navigation.url, incoming.cookies);
      const hop = hopOf(navigation, incoming);
      hops.push(hop);
      const next = nextOf(navigation, incoming);
      if (next === undefined) return hop;
      navigation = next;
    }
    throw new TargetError(
      'target-undrivable',
      `More than ${MOST_HOPS} redirects and auto-submitted forms in a row; the last was ${navigation.url.href}.`,
    );
  };
  return {
    hops,
    get: (url) => navigate({ method: 'GET', url: resolveUrl(url), form: {}, initiator: 'person' }),
    post: (url, form) =>
      navigate({ method: 'POST', url: resolveUrl(url), form, initiator: 'stranger' }),
  };
}
