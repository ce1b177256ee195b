/** Floor 9: a login before it happens, as a test describes it. */
import type { LoginStep, MessageOverrides } from '../scenario/step.js';
import type { Issued, IssuedFacts } from '../idp/outcome.js';
import type { Browser } from '../sp/target.js';
import type { Instant } from './instant.js';
import type { Login } from './login-result.js';
import type { TestedApp } from './tested-app.js';

type TimeKey = 'notBefore' | 'notOnOrAfter' | 'authnInstant';

/**
 * What one message says instead of what the vendor would write. Times are instants, or spans from the IdP's now:
 * `'-5m'`.
 */
export type LoginOverrides = Omit<MessageOverrides, TimeKey> & {
  readonly [Key in TimeKey]?: Instant;
};

/**
 * A login that has not begun. Every method gives a new description; `to` lets it happen.
 *
 * @example
 * await idp.login('ada').to(app);
 * await idp.login('ada').startedByIdp({ relayState: '/inbox' }).to(app);
 * await idp.login('ada').with({ notOnOrAfter: '-5m' }).to(app);
 */
export interface LoginBuilder {
  /** The person clicks the application's tile at the IdP: no AuthnRequest (saml-profiles 4.1.5). */
  startedByIdp(options?: { readonly relayState?: string }): LoginBuilder;
  /** Changes what the message says, before it is signed. @throws UserError `key-unknown`, `value-invalid` */
  with(overrides: LoginOverrides): LoginBuilder;
  /** Issues the assertion although the directory says no, as one that was issued a moment before. */
  despite(state: NonNullable<LoginStep['despite']>): LoginBuilder;
  /** In a browser that another login left: two people at one screen. */
  in(browser: Browser): LoginBuilder;
  /** In a browser without cookies, beside the person's own. */
  inFreshBrowser(): LoginBuilder;
  /** The app asks the IdP to make the person sign in again (saml-core 3.4.1). */
  forceAuthn(): LoginBuilder;
  /** Begins the login, and keeps the message back. */
  hold(app?: TestedApp): Promise<HeldLogin>;
  /** Logs the person in. @throws TargetError when the app cannot be reached or driven */
  to(app?: TestedApp): Promise<Login>;
}

/**
 * A message that was issued and did not arrive yet.
 *
 * @example
 * const held = await idp.login('ada').hold(app);
 * idp.users.ada.deactivate();
 * const login = await held.deliverTo();
 */
export interface HeldLogin {
  readonly user: string;
  /** Absent: the IdP refused to issue it. */
  readonly message?: IssuedFacts & Pick<Issued, 'xml' | 'acsUrl' | 'relayState'>;
  /** Posts it in the person's browser, where it was going or at another app's ACS. */
  deliverTo(app?: TestedApp): Promise<Login>;
}
