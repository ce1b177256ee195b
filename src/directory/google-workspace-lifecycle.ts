/** Floor 1: the life of a Google Workspace user (Admin SDK Directory API, resource `users`). */
import type { Lifecycle } from './lifecycle.js';

/** What an administrator can do to any Google user who is not archived. */
const END = { deactivate: 'disabled', delete: 'soft-deleted' } as const;

/**
 * Google Workspace. `suspended` is `suspended: true`, `disabled` is `archived: true` (the state for people who have
 * left), `password-expired` is `changePasswordAtNextLogin`. Nobody is locked out. Groups stay, and `restore` brings
 * the same id back within 20 days.
 */
export const googleWorkspaceLifecycle: Lifecycle = {
  name: 'google-workspace',
  initial: 'active',
  states: ['active', 'suspended', 'password-expired', 'disabled', 'soft-deleted'],
  transitions: {
    active: { suspend: 'suspended', 'expire-password': 'password-expired', ...END },
    suspended: { unsuspend: 'active', ...END },
    'password-expired': { 'reset-password': 'active', suspend: 'suspended', ...END },
    disabled: { activate: 'active', reactivate: 'active', delete: 'soft-deleted' },
    'soft-deleted': { restore: 'active', rehire: 'active' },
  },
  unassigns: [],
  restoreWithin: 20 * 86_400_000,
  ids: {
    user: (random) => `1${random.digits(20)}`,
    group: (random) => `0${random.hex(14)}`,
  },
};
