/** Floor 5: ends this browser's session at a tenant. */
import { fieldOf, parameterOf } from '../../http/request.js';
import { seeOther } from '../../http/answer.js';
import type { Handler } from '../../http/route.js';
import { beginLogout } from '../../slo/begin-logout.js';
import { browserOf } from '../../sso/session.js';
import type { TenantState } from '../../state/tenant-state.js';
import { messagePage } from '../message-page.js';
import { SESSION_PATH } from './session-page.js';

/** Where an application is opened; only ever a path of this server. */
function launchPath(tenant: TenantState, name: string | undefined): string | undefined {
  const app = name === undefined ? undefined : tenant.apps.get(name);
  if (app === undefined || app.waiting) return undefined;
  const { pathname, search } = new URL(app.places.launch);
  return pathname + search;
}

/** POST `tenant=okta-acme`; with `app=NAME` the application is opened next, and asks who it is; with `slo` applications are signed out of, too. */
export const signOut: Handler = (state, http) => {
  const key = fieldOf(http, 'tenant') ?? parameterOf(http, 'tenant') ?? '';
  const tenant = state.tenants.get(key);
  if (tenant === undefined) {
    const message = 'The form names no tenant of this server.';
    const fix = `Send the field "tenant", one of: ${[...state.tenants.keys()].join(', ')}.`;
    return messagePage({ status: 400, title: 'Which tenant?', message, fix });
  }
  const browser = browserOf(state, http);
  const session = browser?.sessions.get(key);
  if (browser !== undefined && session !== undefined) {
    const everywhere =
      fieldOf(http, 'slo') === undefined ? undefined : beginLogout(state, tenant, browser);
    if (everywhere !== undefined) return everywhere;
    browser.sessions.delete(key);
    const summary = `${session.user} signs out of ${tenant.vendor.title}`;
    state.log.add({ kind: 'session', tenant: key, user: session.user, summary });
  }
  return seeOther(launchPath(tenant, fieldOf(http, 'app')) ?? SESSION_PATH);
};
