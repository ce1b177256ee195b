/** Floor 1: the life of a OneLogin user (developers.onelogin.com, user resource, `status`). */
import type { Lifecycle } from './lifecycle.js';

/** What an administrator can do to any OneLogin user who is not yet deactivated. */
const END = { deactivate: 'disabled', delete: 'deleted' } as const;

/**
 * OneLogin. `staged` and `disabled` are one status, 0 (unactivated): before the first activation and after a
 * deactivation. `active` is 1, `suspended` 2, `locked-out` 3, `password-expired` 4 or 5, `provisioned` 7 (a
 * password was never set). Roles stay with a user who is not deleted; a deleted one does not come back.
 */
export const oneloginLifecycle: Lifecycle = {
  name: 'onelogin',
  initial: 'active',
  states: [
    'staged',
    'provisioned',
    'active',
    'suspended',
    'locked-out',
    'password-expired',
    'disabled',
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
    disabled: { activate: 'active', reactivate: 'active', delete: 'deleted' },
    deleted: { rehire: 'active' },
  },
  unassigns: [],
  ids: {
    user: (random) => random.digits(9),
    group: (random) => random.digits(6),
  },
};
