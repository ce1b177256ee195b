/** Floor 5: a single logout that a person begins at the IdP. */
import { html } from '../../base/html.js';
import type { Answer } from '../http/answer.js';
import { framed } from '../pages/frame.js';
import type { BrowserState } from '../state/browsers.js';
import { recordStep } from '../state/record-step.js';
import type { ServerState } from '../state/server-state.js';
import type { TenantState } from '../state/tenant-state.js';
import { propagate, reachable } from './propagate.js';

/**
 * The same way without a redirect: browsers hold the whole chain of redirects that a form begins against the form's
 * policy, which knows this server only (CSP3 6.4.1).
 */
function withoutRedirect(answer: Answer): Answer {
  const { location } = answer.headers;
  if (typeof location !== 'string') return answer;
  const body = html`<h1>Signing out…</h1>
    <p><a href="${location}">Go on to the application</a></p>`;
  return framed({ title: 'Signing out', body, headers: { refresh: `0; url=${location}` } });
}

/** Ends the session and tells the applications; `undefined`: nobody is signed in. */
export function beginLogout(
  state: ServerState,
  tenant: TenantState,
  browser: BrowserState,
): Answer | undefined {
  const session = browser.sessions.get(tenant.key);
  if (session === undefined) return undefined;
  const { user, participations } = session;
  browser.sessions.delete(tenant.key);
  const waiting = reachable(tenant, participations);
  const summary = `${user} signs out of ${tenant.vendor.title} and of ${waiting.length} applications`;
  state.log.add({ kind: 'session', tenant: tenant.key, user, summary });
  const step = { logout: user, start: 'idp' };
  for (const { app } of waiting) recordStep(state, { tenant: tenant.key, app, step });
  const logout = { tenant: tenant.key, user, waiting, results: [] };
  return withoutRedirect(propagate(state, tenant, logout));
}
