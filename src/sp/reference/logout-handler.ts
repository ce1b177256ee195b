/** Floor 5: `/logout`: ends the session here, or asks the IdP to end it everywhere (saml-profiles 4.4.3.1). */
import { html } from '../../base/html.js';
import { redirect, withCookies, type Answer } from './answer.js';
import { BROWSER_COOKIE, clearCookie, SESSION_COOKIE, writeCookie } from './cookies.js';
import type { Visit } from './handler.js';
import { page } from './layout.js';
import { createLogoutRequest, type LogoutConnection } from './logout-message.js';
import type { ReferenceSp } from './reference-sp.js';
import type { Session } from './sessions.js';

/** The way to the IdP that opened a session, where it has a single logout service and the SP a key. */
export function logoutConnection(
  sp: ReferenceSp,
  session: Session | undefined,
): LogoutConnection | undefined {
  const { profile, logoutKey: key } = sp;
  const idp = sp.idps().find(({ issuer }) => issuer === session?.issuer);
  if (idp?.sloUrl === undefined || key === undefined) return undefined;
  return { profile, idp: { ...idp, sloUrl: idp.sloUrl }, key };
}

/** Ends the session here; the IdP is not told. */
function endHere(sp: ReferenceSp, session: Session | undefined): Answer {
  sp.sessions.end(session?.id);
  return withCookies(redirect(303, '/'), [clearCookie(SESSION_COOKIE)]);
}

/** `/logout`; with `slo=1` the session lives until the IdP has confirmed the logout. */
export async function logout(sp: ReferenceSp, visit: Visit): Promise<Answer> {
  const { session, query, browser: known } = visit;
  const connection = query['slo']?.[0] === '1' ? logoutConnection(sp, session) : undefined;
  if (session === undefined || connection === undefined) return endHere(sp, session);
  const browser = known ?? sp.context.random.fork(`sp/browser/${session.id}`).hex(32);
  const { id } = sp.logouts.add(browser, session);
  const { nameId, nameIdFormat, sessionIndex } = session;
  const request = {
    id,
    issuedAt: sp.context.clock.now(),
    nameId,
    ...(nameIdFormat === undefined ? {} : { nameIdFormat }),
    ...(sessionIndex === undefined ? {} : { sessionIndex }),
  };
  const url = await createLogoutRequest(request, connection);
  sp.context.log?.({ kind: 'sp-logout-sent', id });
  const secure = sp.profile.acs.startsWith('https:');
  // A browser whose login the IdP began has no number yet; the answer is held against it.
  return withCookies(redirect(302, url), [writeCookie(BROWSER_COOKIE, browser, secure)]);
}

/** A visit of the single logout service without a message. */
export function explainSlo(sp: ReferenceSp): Answer {
  const body = html`<p>This address takes SAML logout messages.</p>
    <p><a href="/logout">Sign out</a></p>`;
  return page(sp.profile.title, { status: 400, title: 'Nothing to see here', body });
}
