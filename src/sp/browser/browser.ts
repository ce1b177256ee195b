/** Floor 5: a browser as a person's: cookies, redirects, auto-submit forms, every hop recorded. */
import { InternalError, TargetError } from '../../base/errors.js';
import type { Carrier, Incoming, Outgoing } from '../carrier/carrier.js';
import type { Browser, Hop, Route } from '../target.js';
import { autoSubmit } from './auto-submit.js';
import { openCookies, type CookieChoice, type Cookies } from './cookies.js';
import { exactNavigation } from './exact-request.js';
import { fillForm } from './fill-form.js';
import { isPage } from './is-page.js';
import type { Navigation } from './navigation.js';
import { redirected } from './redirect.js';
import { refreshed } from './refresh.js';
import { requestHeaders } from './request-headers.js';
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
/** How many of them an error names. */
const SHOWN_HOPS = 6;
/** How much of a page is kept as evidence, in bytes. */
const KEPT_BODY = 64 * 1024;

function kept(body: string): string {
  if (body.length * 3 <= KEPT_BODY) return body;
  const bytes = Buffer.from(body, 'utf8');
  if (bytes.length <= KEPT_BODY) return body;
  return new TextDecoder().decode(bytes.subarray(0, KEPT_BODY), { stream: true });
}

function refuseToLeave(url: URL): never {
  const known = url.protocol === 'http:' || url.protocol === 'https:';
  throw new TargetError(
    'target-undrivable',
    `The browser was sent to ${url.href.slice(0, 200)}, which is neither the SP nor the IdP.`,
    {
      fix: known
        ? `If the login leads there, add ${url.origin} to \`origins\` of the target; nothing else leaves this machine.`
        : 'A browser follows http and https addresses only.',
    },
  );
}

/** Where the last hops were, for a browser that never arrives. */
function trail(hops: readonly Hop[]): string {
  const last = hops.slice(-SHOWN_HOPS).map(({ url }) => new URL(url));
  return last.map(({ origin, pathname }) => origin + pathname).join(' -> ');
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
function outgoing(navigation: Navigation, choice: CookieChoice, network: Network): Outgoing {
  const { method, url, form, body } = navigation;
  const headers = { ...requestHeaders(navigation), ...network.headers };
  const cookies = [headers['cookie'] ?? '', choice.header].filter((part) => part !== '');
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const { withheld } = choice;
  if (method === 'GET') return { method, url, headers, withheld };
  const { type, content } = body ?? {
    type: 'application/x-www-form-urlencoded',
    content: new URLSearchParams(form).toString(),
  };
  headers['content-type'] = type;
  headers['content-length'] = String(Buffer.byteLength(content));
  return { method, url, headers, withheld, body: content };
}

async function answer(
  navigation: Navigation,
  cookies: Cookies,
  network: Network,
): Promise<Incoming> {
  const { url } = navigation;
  const route = network.routes.find(({ prefix }) => url.href.startsWith(prefix));
  const incoming =
    route === undefined
      ? await (network.carrierFor(url) ?? refuseToLeave(url)).send(
          outgoing(navigation, await cookies.choose(navigation), network),
        )
      : inProcess(route, navigation);
  await cookies.keep(url, incoming.cookies);
  return incoming;
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
  const html = isPage(headers, body) ? body : '';
  return autoSubmit(html, navigation.url) ?? refreshed(headers['refresh'], html, navigation.url);
}

/** The page that a browser shows. */
interface Shown {
  readonly html: string;
  readonly url: URL;
}

/** Goes from one request to the next until a page stays. */
async function follow(
  start: Navigation,
  step: (navigation: Navigation) => Promise<Incoming>,
  hops: Hop[],
): Promise<{ readonly hop: Hop; readonly shown: Shown }> {
  let navigation = start;
  for (let count = 0; count <= MOST_HOPS; count++) {
    const incoming = await step(navigation);
    const hop = hopOf(navigation, incoming);
    hops.push(hop);
    const next = nextOf(navigation, incoming);
    if (next === undefined) return { hop, shown: { html: incoming.body, url: navigation.url } };
    navigation = next;
  }
  throw new TargetError(
    'target-undrivable',
    `More than ${MOST_HOPS} redirects and auto-submitted forms in a row: ... ${trail(hops)}`,
    { fix: 'The app sends the browser in circles: look at why the page in it does not stay.' },
  );
}

/**
 * Opens a browser without cookies.
 *
 * @param network - what it can see; any other origin is a `TargetError` `target-undrivable`,
 *   as are more than 20 redirects, auto-submits and refreshes in a row
 */
export function openBrowser(network: Network): Browser {
  const cookies = openCookies();
  const hops: Hop[] = [];
  const step = (navigation: Navigation, headers: Network['headers'] = {}): Promise<Incoming> =>
    answer(navigation, cookies, { ...network, headers: { ...network.headers, ...headers } });
  let page: Shown | undefined;
  const navigate = async (start: Navigation, headers?: Network['headers']): Promise<Hop> => {
    const first = (navigation: Navigation): Network['headers'] =>
      navigation === start ? headers : {};
    const { hop, shown } = await follow(start, (next) => step(next, first(next)), hops);
    page = shown;
    return hop;
  };
  return {
    hops,
    get: (url) => navigate({ method: 'GET', url: resolveUrl(url), form: {}, initiator: 'person' }),
    post: (url, form) =>
      navigate({ method: 'POST', url: resolveUrl(url), form, initiator: 'stranger' }),
    async send(request) {
      const { navigation, headers } = await exactNavigation(request);
      return navigate(navigation, headers);
    },
    async fill(values) {
      if (page === undefined)
        throw new InternalError('internal', 'fill() before any page is there');
      return navigate(fillForm(page.html, page.url, values));
    },
    async peek(url) {
      const look = { method: 'GET', url: resolveUrl(url), form: {}, initiator: 'person' } as const;
      const incoming = await step(look);
      return { ...hopOf(look, incoming), body: incoming.body };
    },
    cookies: () => cookies.all(),
    async plant(from) {
      for (const { url, header } of await from.cookies()) await cookies.keep(url, [header]);
    },
  };
}
