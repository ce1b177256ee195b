/** Floor 9: one mock IdP and the apps it has met. */
import type { IdpState } from './idp-state.js';
import type { OpenApps } from './open-apps.js';

/** What the verbs of the library work on. */
export interface Scene {
  readonly state: IdpState;
  readonly apps: OpenApps;
}
