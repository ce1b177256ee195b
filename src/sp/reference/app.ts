/** Floor 5: the reference SP as an Express application: one table of routes, one place that writes answers. */
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import { receive } from './acs-handler.js';
import type { Answer } from './answer.js';
import { BROWSER_COOKIE, SESSION_COOKIE } from './cookies.js';
import { readCookies } from '../../base/cookie-header.js';
import type { Handler, Visit } from './handler.js';
import { html } from '../../base/html.js';
import { sloUrlOf } from '../slo-url.js';
import { page } from './layout.js';
import { login } from './login-handler.js';
import { logout } from './logout-handler.js';
import { receiveRedirect } from './redirect-handler.js';
import type { ReferenceSp } from './reference-sp.js';
import { refusalPage } from './refusal-page.js';
import { receiveLogout } from './slo-handler.js';
import { explainAcs, showAccounts, showAdmin, showPage, showSession } from './views.js';

/** Longest form that is read; a SAML message is refused by its own row of the table before that. */
const LONGEST_FORM = '2mb';

type Routes = readonly (readonly [method: 'get' | 'post', path: string, handler: Handler])[];

/** The document is made with another library, which nobody else needs: it is loaded when asked for. */
const metadata: Handler = async (sp) => (await import('./metadata.js')).showMetadata(sp);

/** Who answers a GET of the ACS. */
function getOfAcs({ habits }: ReferenceSp): Handler {
  if (habits.has('takes-redirects')) return receiveRedirect;
  return habits.has('reads-query') ? receive : explainAcs;
}

function routesOf(sp: ReferenceSp): Routes {
  const acs = new URL(sp.profile.acs).pathname;
  const slo = new URL(sloUrlOf(sp.profile.acs)).pathname;
  return [
    ['post', acs, receive],
    ['get', acs, getOfAcs(sp)],
    ['get', '/login', login],
    ['get', '/logout', logout],
    ['post', '/logout', logout],
    ['get', slo, receiveLogout],
    ['post', slo, receiveLogout],
    ['get', '/session', showSession],
    ['get', '/accounts', showAccounts],
    ['get', '/admin', showAdmin],
    ['get', '/metadata', metadata],
  ];
}

/** Every value as a list of texts; anything else a parser may make of a query is dropped. */
function lists(fields: unknown): Record<string, readonly string[]> {
  const entries = Object.entries((fields ?? {}) as Record<string, unknown>);
  const texts = (value: unknown): string[] =>
    [value].flat().filter((item): item is string => typeof item === 'string');
  return Object.fromEntries(entries.map(([name, value]) => [name, texts(value)]));
}

function read(sp: ReferenceSp, request: Request): Visit {
  const cookies = readCookies(request.headers.cookie);
  const query = lists(request.query);
  return {
    method: request.method,
    path: request.path,
    query,
    search: /\?(.*)$/.exec(request.originalUrl)?.[1] ?? '',
    form: { ...lists(request.body), ...(sp.habits.has('reads-query') ? query : {}) },
    browser: cookies.get(BROWSER_COOKIE),
    session: sp.sessions.find(cookies.get(SESSION_COOKIE)),
    scheme: request.get('x-forwarded-proto'),
    hosts: [request.get('x-forwarded-host'), request.headers.host].filter((h) => h !== undefined),
  };
}

function write(response: Response, answer: Answer): void {
  // The story's clock rules; the machine's own time would make two runs differ.
  response.sendDate = false;
  response.status(answer.status).set(answer.headers);
  for (const cookie of answer.cookies ?? []) response.append('set-cookie', cookie);
  response.end(answer.body);
}

/** Forms that cannot be read are refused messages; anything else is our bug and says so. */
function onError(sp: ReferenceSp): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status } = error as { readonly status?: unknown };
    const name = sp.profile.title;
    const detail = error instanceof Error ? error.message : String(error);
    sp.context.log?.({ kind: 'sp-error', detail });
    if (status === 413) {
      write(response, refusalPage(name, { reason: 'message-too-large', detail }));
    } else if (typeof status === 'number' && status < 500) {
      write(response, refusalPage(name, { reason: 'message-malformed', detail }));
    } else {
      const body = html`<p class="bad">${detail}</p>`;
      write(response, page(name, { status: 500, title: 'The SP broke down', body }));
    }
  };
}

/**
 * The reference SP as an Express application; it listens nowhere by itself.
 *
 * @example
 * const app = referenceApp(createReferenceSp({ profile, context, checks: CHECKS }));
 * await request(app).get('/session'); // with supertest
 */
export function referenceApp(sp: ReferenceSp): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(express.urlencoded({ extended: false, limit: LONGEST_FORM }));
  const handled =
    (handler: Handler) =>
    async (request: Request, response: Response): Promise<void> =>
      write(response, await handler(sp, read(sp, request)));
  for (const [method, path, handler] of routesOf(sp)) app[method](path, handled(handler));
  app.use(handled(showPage));
  app.use(onError(sp));
  return app;
}
