/** Floor 5: the mock IdP as a web application: one table of routes, one place that decides who may ask. */
import { ADMIN_ROUTES } from './admin/routes.js';
import { saidAt, type CodedSaid } from './admin/said-at.js';
import { DASHBOARD_ROUTES } from './dashboard/routes.js';
import { isForeign, isOwnHost } from './http/host.js';
import type { Answer } from './http/answer.js';
import type { HttpRequest } from './http/request.js';
import { router, type Route } from './http/route.js';
import { messagePage } from './pages/message-page.js';
import { PAGE_ROUTES } from './pages/routes.js';
import { VENDOR_ROUTES } from './sso/routes.js';
import type { ServerState } from './state/server-state.js';

const OWN = '/__standin';

/** Every row, in the order in which they are tried. */
export const ROUTES: readonly Route[] = [
  ...PAGE_ROUTES,
  ...ADMIN_ROUTES,
  ...DASHBOARD_ROUTES,
  ...VENDOR_ROUTES,
];

const find = router(ROUTES);

const NOT_FOUND = {
  status: 404,
  title: 'There is nothing here',
  message: 'No tenant or application of this server has this address.',
  fix: 'The start page lists every address: /',
};

const WRONG_HOST: CodedSaid = {
  code: 'site-refused',
  status: 421,
  title: 'Not this host',
  message: 'The request names a host that this server does not answer for.',
  fix: 'Open it by the URL it printed, or start it with --host.',
};

const FOREIGN: CodedSaid = {
  code: 'site-refused',
  status: 403,
  title: 'Not from another site',
  message: 'Another site sent this form; the directory is changed from its own pages only.',
};

/** Answers a request. */
export async function answer(state: ServerState, http: HttpRequest): Promise<Answer> {
  if (!isOwnHost(http.headers, state.options.hosts)) return saidAt(http.path, WRONG_HOST);
  const changes = http.method !== 'GET' && http.method !== 'HEAD';
  if (changes && http.path.startsWith(OWN) && isForeign(http.headers)) {
    return saidAt(http.path, FOREIGN);
  }
  const found = find(http.method, http.path);
  if ('handler' in found) return found.handler(state, http, found.parts);
  if (found.allow.length === 0) return messagePage(NOT_FOUND);
  const page = messagePage({
    status: 405,
    title: 'Not with this method',
    message: `${http.method} is not answered here.`,
    fix: `Use ${found.allow.join(' or ')}.`,
  });
  return { ...page, headers: { ...page.headers, allow: found.allow.join(', ') } };
}
