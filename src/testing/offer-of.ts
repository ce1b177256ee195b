/** Floor 9: from what a test hands over to an offer that can be opened. */
import { UserError } from '../base/errors.js';
import type { AppOptions } from '../sp/app-options.js';
import type { TargetOffer } from '../sp/target.js';
import type { TestedApp } from './tested-app.js';

/** An offer says what it can do. */
export function isOffer(app: TestedApp): app is TargetOffer {
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

/** @throws UserError `option-invalid` for what is no app */
export function offerOf(app: TestedApp): TargetOffer {
  if (isOffer(app)) return app;
  throw new UserError('not-supported', 'Only offers of targets can be opened.', {
    fix: 'Give an offer.',
  });
}
