/** Floor 1: the life of a Microsoft Entra user (`accountEnabled`, `/directory/deletedItems`). */
import type { Lifecycle } from './lifecycle.js';

/** What an administrator can do to any Entra user who is enabled. */
const END = { deactivate: 'disabled', delete: 'soft-deleted' } as const;

/**
 * Entra. `active` is `accountEnabled: true`, `disabled` is `false`. There is no suspension: Entra disables.
 * A disabled or deleted user keeps groups and assignments, and `restore` brings the same object id back.
 */
export const entraLifecycle: Lifecycle = {
  name: 'entra',
  initial: 'active',
  states: ['active', 'disabled', 'locked-out', 'password-expired', 'soft-deleted', 'deleted'],
  transitions: {
    active: { lock: 'locked-out', 'expire-password': 'password-expired', ...END },
    disabled: { activate: 'active', reactivate: 'active', delete: 'soft-deleted' },
    'locked-out': { unlock: 'active', 'reset-password': 'active', ...END },
    'password-expired': { 'reset-password': 'active', ...END },
    'soft-deleted': { restore: 'active', delete: 'deleted', rehire: 'active' },
    deleted: { rehire: 'active' },
  },
  unassigns: [],
  restoreWithin: 30 * 86_400_000,
  ids: {
    user: (random) => random.guid(),
    group: (random) => random.guid(),
  },
};
