/** Floor 5: which sessions a LogoutRequest means (saml-core 3.7.1). */
import { ENDPOINTS } from '../endpoints/endpoints.js';
import type { BrowserState, IdpSession, Participation } from '../state/browsers.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

/** A session, and the browser that has it. */
export interface MeantSession {
  readonly browser: BrowserState;
  readonly session: IdpSession;
}

/** Whose session, as the application knows it. */
export interface Meant {
  readonly nameId: string;
  /** Empty: every one. */
  readonly sessionIndexes: readonly string[];
}

function isMeant(participation: Participation, app: string, meant: Meant): boolean {
  const { nameId, sessionIndexes } = meant;
  return (
    participation.app === app &&
    participation.nameId === nameId &&
    (sessionIndexes.length === 0 || sessionIndexes.includes(participation.sessionIndex))
  );
}

/** Everybody's sessions at the tenant. */
function sessionsAt({ browsers }: ServerState, { key }: TenantState): readonly MeantSession[] {
  return [...browsers.all()].flatMap((browser) => {
    const session = browser.sessions.get(key);
    return session === undefined ? [] : [{ browser, session }];
  });
}

/**
 * The sessions that end. Where the vendor goes by the browser, a request that names nobody's ends the one of the
 * browser that brings it.
 */
export function meantSessions(
  state: ServerState,
  { tenant, app }: { readonly tenant: TenantState; readonly app: ServedApp },
  meant: Meant,
  browser: BrowserState | undefined,
): readonly MeantSession[] {
  const { name } = app.application;
  const named = sessionsAt(state, tenant).filter(({ session }) =>
    session.participations.some((each) => isMeant(each, name, meant)),
  );
  const session = browser?.sessions.get(tenant.key);
  if (named.length > 0 || browser === undefined || session === undefined) return named;
  return ENDPOINTS[tenant.vendor.name].logoutNames === 'session' ? [] : [{ browser, session }];
}
