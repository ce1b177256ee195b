/** Floor 5: tells the applications of a session, one after the other through the browser (saml-profiles 4.4.3.3). */
import { UserError } from '../../base/errors.js';
import { html } from '../../base/html.js';
import { hasLogout } from '../../idp/logout.js';
import { requestLogout, type SentMessage } from '../../logout.js';
import { pageAnswer, type Answer } from '../http/answer.js';
import { framed } from '../pages/frame.js';
import type { Participation } from '../state/browsers.js';
import type { LogoutUnderWay } from '../state/logout.js';
import type { ServerState } from '../state/server-state.js';
import type { TenantState } from '../state/tenant-state.js';

/** Those that a logout of the IdP reaches. */
export function reachable(
  { apps, vendor }: TenantState,
  participations: readonly Participation[],
): readonly Participation[] {
  return participations.filter(({ app }) => {
    const application = apps.get(app)?.application;
    return (
      application !== undefined && hasLogout(application) && vendor.logout?.starts(application)
    );
  });
}

/** The end of a logout that the IdP began: who is signed out, and who says that it did not work. */
function donePage({ user, results }: LogoutUnderWay): Answer {
  const lines = results.map(({ app, problem }) =>
    problem === undefined
      ? html`<li>${app}: signed out</li>`
      : html`<li>${app}: not signed out: ${problem}</li>`,
  );
  const body = html`<h1>${user} is signed out</h1>
    <p>The session at the identity provider has ended.</p>
    ${
      lines.length === 0
        ? undefined
        : html`<ul>
            ${lines}
          </ul>`
    }
    <p><a href="/__standin/session">Sessions of this browser</a></p>`;
  return framed({ title: 'Signed out', body });
}

/** The SP that asked is answered, or the person sees what came of it. */
function finish(state: ServerState, logout: LogoutUnderWay): Answer {
  const { asked, tenant, user } = logout;
  if (asked === undefined) return donePage(logout);
  state.log.add({
    kind: 'logout-response',
    ...{ tenant, app: asked.app, user },
    summary: `${asked.app} is told that ${user} is signed out`,
    xml: asked.answer.xml,
  });
  return pageAnswer(asked.answer.page);
}

function write(
  state: ServerState,
  tenant: TenantState,
  session: Participation,
): SentMessage | undefined {
  const application = tenant.apps.get(session.app)?.application;
  if (application === undefined) return undefined;
  const { vendor, keyring, context } = tenant;
  const sides = { vendor, tenant: tenant.tenant, key: keyring.current };
  try {
    return requestLogout({ ...sides, application, session }, context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    state.log.add({ kind: 'error', tenant: tenant.key, app: session.app, summary: error.message });
    return undefined;
  }
}

/**
 * Sends the browser to the next application, or ends the logout.
 *
 * @param logout - as it stands now
 */
export function propagate(state: ServerState, tenant: TenantState, logout: LogoutUnderWay): Answer {
  const [next, ...waiting] = logout.waiting;
  if (next === undefined) return finish(state, logout);
  const message = write(state, tenant, next);
  if (message === undefined) return propagate(state, tenant, { ...logout, waiting });
  state.logouts.set(message.id, { ...logout, sent: next.app, waiting });
  state.log.add({
    kind: 'logout-request',
    ...{ tenant: tenant.key, app: next.app, user: logout.user },
    summary: `${next.app} is asked to sign ${next.nameId} out`,
    xml: message.xml,
    facts: { id: message.id, binding: message.binding, direction: 'sent' },
  });
  return pageAnswer(message.page);
}
