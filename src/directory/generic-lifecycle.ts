/** Floor 1: the life of a user at an identity provider that is no vendor in particular. */
import type { Lifecycle } from './lifecycle.js';

/** What an administrator can do to any user who is not disabled. */
const END = { deactivate: 'disabled', delete: 'deleted' } as const;

/** Generic: every verb exists, so that a story written for one vendor can be read without it. */
export const genericLifecycle: Lifecycle = {
  name: 'generic',
  initial: 'active',
  states: [
    'staged',
    'active',
    'suspended',
    'locked-out',
    'password-expired',
    'disabled',
    'deleted',
  ],
  transitions: {
    staged: { activate: 'active', ...END },
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
    deleted: { restore: 'active', rehire: 'active' },
  },
  unassigns: [],
  ids: {
    user: (random) => `user-${random.hex(12)}`,
    group: (random) => `group-${random.hex(12)}`,
  },
};
