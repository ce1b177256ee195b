/** Floor 1: the life of an Okta user (help.okta.com, "About user account states"). */
import type { Lifecycle } from './lifecycle.js';

/** What an administrator can do to any Okta user who is not yet deactivated. */
const END = { deactivate: 'deprovisioned', delete: 'deleted' } as const;

/**
 * Okta. `activate` on a deprovisioned user is the API call of that name: the password is gone, the user
 * waits in `provisioned` to set one. `reactivate` is both, the call and the new password.
 */
export const oktaLifecycle: Lifecycle = {
  name: 'okta',
  initial: 'active',
  states: [
    'staged',
    'provisioned',
    'active',
    'suspended',
    'locked-out',
    'password-expired',
    'deprovisioned',
    'deleted',
  ],
  transitions: {
    staged: { activate: 'active', ...END },
    provisioned: { activate: 'active', ...END },
    active: {
      suspend: 'suspended',
      lock: 'locked-out',
      'expire-password': 'password-expired',
      ...END,
    },
    suspended: { unsuspend: 'active', ...END },
    'locked-out': { unlock: 'active', 'reset-password': 'active', ...END },
    'password-expired': { 'reset-password': 'active', ...END },
    deprovisioned: { activate: 'provisioned', reactivate: 'active', delete: 'deleted' },
    deleted: { rehire: 'active' },
  },
  unassigns: ['deprovisioned'],
  beforeDelete: 'deactivate',
  ids: {
    user: (random) => `00u${random.alphanumeric(17)}`,
    group: (random) => `00g${random.alphanumeric(17)}`,
  },
};
