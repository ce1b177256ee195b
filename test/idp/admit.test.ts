/** Whom each vendor lets in: every state, with and without the assignment (fidelity 3.4). */
import { describe, expect, it } from 'vitest';
import type { IdpReason } from '../../src/base/reasons.js';
import type { UserState } from '../../src/directory/user.js';
import { VENDORS } from '../../src/idp/vendors.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { scene } from './scene.js';

type Table = Readonly<Partial<Record<UserState, IdpReason>>>;

const REASONS: Readonly<Record<VendorName, Table>> = {
  okta: {
    staged: 'user-staged',
    provisioned: 'user-staged',
    suspended: 'user-suspended',
    'locked-out': 'user-locked',
    'password-expired': 'password-expired',
    deprovisioned: 'user-deactivated',
    deleted: 'user-deleted',
  },
  entra: {
    disabled: 'user-deactivated',
    'locked-out': 'user-locked',
    'password-expired': 'password-expired',
    'soft-deleted': 'user-deleted',
    deleted: 'user-deleted',
  },
  'google-workspace': {
    suspended: 'user-suspended',
    'password-expired': 'password-expired',
    disabled: 'user-deactivated',
    'soft-deleted': 'user-deleted',
  },
  onelogin: {
    staged: 'user-staged',
    provisioned: 'user-staged',
    suspended: 'user-suspended',
    'locked-out': 'user-locked',
    'password-expired': 'password-expired',
    disabled: 'user-deactivated',
    deleted: 'user-deleted',
  },
  generic: {
    staged: 'user-staged',
    suspended: 'user-suspended',
    'locked-out': 'user-locked',
    'password-expired': 'password-expired',
    disabled: 'user-deactivated',
    deleted: 'user-deleted',
  },
};

describe.each(Object.keys(VENDORS) as VendorName[])('%s', (name) => {
  const vendor = VENDORS[name];
  const { application, ...made } = scene(name);
  const ada = made.user();

  it('has a reason for each of its states but one', () => {
    expect(['active', ...Object.keys(REASONS[name])].sort()).toEqual(
      [...vendor.lifecycle.states].sort(),
    );
  });

  it('does not know a stranger', () => {
    expect(vendor.admit(undefined, application)).toEqual({ reason: 'unknown-user' });
  });

  it('lets an active and assigned user in, and nobody without the assignment', () => {
    expect(vendor.admit(ada, application)).toBeUndefined();
    for (const assignments of [[], ['another app']]) {
      expect(vendor.admit({ ...ada, assignments }, application)).toEqual({
        reason: 'not-assigned',
        detail: ada.userName,
      });
    }
  });

  it.each(Object.entries(REASONS[name]) as [UserState, IdpReason][])(
    'looks at the state (%s) before the assignment',
    (state, reason) => {
      for (const assignments of [ada.assignments, []]) {
        expect(vendor.admit({ ...ada, state, assignments }, application)?.reason).toBe(reason);
      }
    },
  );

  it('keeps a user out whose state it does not know', () => {
    const state = 'on-holiday' as UserState;
    expect(vendor.admit({ ...ada, state }, application)?.reason).toBe('user-deactivated');
  });
});
