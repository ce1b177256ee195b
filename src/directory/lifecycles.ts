/** Floor 1: the table of lifecycles, one row a vendor. */
import { entraLifecycle } from './entra-lifecycle.js';
import { genericLifecycle } from './generic-lifecycle.js';
import { googleWorkspaceLifecycle } from './google-workspace-lifecycle.js';
import type { Lifecycle, LifecycleName } from './lifecycle.js';
import { oneloginLifecycle } from './onelogin-lifecycle.js';
import { oktaLifecycle } from './okta-lifecycle.js';

/**
 * Every lifecycle by name.
 *
 * @example
 * LIFECYCLES.okta.transitions.active?.deactivate; // 'deprovisioned'
 */
export const LIFECYCLES: Readonly<Record<LifecycleName, Lifecycle>> = {
  okta: oktaLifecycle,
  entra: entraLifecycle,
  'google-workspace': googleWorkspaceLifecycle,
  onelogin: oneloginLifecycle,
  generic: genericLifecycle,
};
