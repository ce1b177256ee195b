/** Floor 9: what a test may hand over as the service provider: an app, how to look at it, or an offer of it. */
import type { App, AppOptions } from '../sp/app-options.js';
import type { TargetOffer } from '../sp/target.js';

/** An app as its framework gives it, the app with its options, or a target of `standin.config.yaml`. */
export type TestedApp = App | AppOptions | TargetOffer;
