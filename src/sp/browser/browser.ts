/** Floor 5: a browser as a person's: cookies, redirects, auto-submit forms, every hop recorded. */
import { TargetError } from '../../base/errors.js';
import type { Carrier, Incoming, Outgoing } from '../carrier/carrier.js';
import type { Browser, Hop, Route } from '../target.js';
import { autoSubmit } from './auto-submit.js';
import { openCookies, type Cookies } from './cookies.js';
import type { Navigation } from './navigation.js';
import { redirected } from './redirect.js';
import { resolveUrl } from './resolve-url.js';

/** The little network that a browser can see. Everything else is refused. */
export interface Network {
  /** What brings a request to the app at this URL; `undefined` when the URL is none of the app's. */
  carrierFor(url: URL): Carrier | undefined;
  /** Answers in process, by URL prefix; asked before the carriers. */
  readonly routes: readonly Route[];
  /** Sent with every request to the app, besides what a browser sends. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
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

/** The request as the app gets it. */
function outgoing(navigation: Navigation, cookie: string, network: Network): Outgoing {
  const { method, url, initiator } = navigation;
  const headers: Record<string, string> = {
    accept: 'text/html,application/json;q=0.9',
    ...network.headers,
  };
  if (cookie !== '') headers['cookie'] = cookie;
  if (method === 'GET') return { method, url, headers };
  const body = new URLSearchParams(navigation.form).toString();
  headers['content-type'] = 'application/x-www-form-urlencoded';
  headers['content-length'] = String(Buffer.byteLength(body));
  headers['origin'] = initiator instanceof URL ? initiator.origin : 'null';
  return { method, url, headers, body };
}

async function answer(
  navigation: Navigation,
  cookies: Cookies,
  network: Network,
): Promise<Incoming> {
  const { url } = navigation;
  const route = network.routes.find(({ prefix }) => url.href.startsWith(prefix));
  if (route !== undefined) return inProcess(route, navigation);
  const carrier = network.carrierFor(url) ?? refuseToLeave(url);
  return carrier.send(outgoing(navigation, await cookies.header(navigation), network));
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
    async peek(url) {
      const look = { method: 'GET', url: resolveUrl(url), form: {}, initiator: 'person' } as const;
      const incoming = await answer(look, cookies, network);
      await cookies.keep(look.url, incoming.cookies);
      return { ...hopOf(look, incoming), body: incoming.body };
    },
  };
}
