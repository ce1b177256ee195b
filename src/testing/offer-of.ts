/** Floor 9: from what a test hands over to an offer that can be opened. */
import { UserError } from '../base/errors.js';
import type { VendorName } from '../scenario/scenario.js';
import { offerApp } from '../sp/app.js';
import type { AppOptions } from '../sp/app-options.js';
import type { TargetOffer } from '../sp/target.js';
import type { TestedApp } from './tested-app.js';

/** An offer says what it can do. */
function isOffer(app: TestedApp): app is TargetOffer {
  return typeof app === 'object' && 'abilities' in app && 'open' in app;
}

/** Options are a plain object; what frameworks give never is one with `app` in it. */
export function isAppOptions(app: TestedApp): app is AppOptions {
  return typeof app === 'object' && 'app' in app && Object.getPrototypeOf(app) === Object.prototype;
}

/** What makes two mentions of an app the same app. */
export function identityOf(app: TestedApp): unknown {
  return isAppOptions(app) ? app.app : app;
}

/**
 * Offers the app for one IdP.
 *
 * @param vendor - whom it logs in with, unless its options say so
 * @throws UserError `option-invalid` for what cannot be an app, and everything `offerApp` throws
 */
export function offerOf(app: TestedApp, vendor: VendorName = 'okta'): TargetOffer {
  if (!['object', 'function', 'string'].includes(typeof app)) {
    throw new UserError('option-invalid', `A value of the type ${typeof app} is no app.`, {
      fix: 'Give what your framework gives: .to(app), or .to({ app, session: "/me" }).',
    });
  }
  if (isOffer(app)) return app;
  return offerApp({ idps: [vendor], ...(isAppOptions(app) ? app : { app }) });
}
