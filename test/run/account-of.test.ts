import { describe, expect, it } from 'vitest';
import { accountChange, accountOf } from '../../src/run/account-of.js';
import type { Account, AccountsObservation } from '../../src/sp/target.js';
import { ADA, person } from './observed.js';

const OLD: Account = { id: '1', nameId: 'n1', email: 'ada@old.example', lastLoginAt: 1 };
const NEW: Account = { id: '2', nameId: 'n2', email: 'ada@acme.example', lastLoginAt: 1 };

function seen(...accounts: Account[]): AccountsObservation {
  return { kind: 'accounts', accounts };
}

const ada = person('ada', {
  user: ADA,
  emails: ['ada@old.example', 'ada@acme.example'],
  accountIds: ['1'],
});

describe('accountOf', () => {
  it('is the account of the session', () => {
    expect(accountOf(ada, { kind: 'session', accountId: '2' }, seen(OLD, NEW))).toBe(NEW);
    expect(accountOf(ada, { kind: 'session', nameId: 'n2' }, seen(OLD, NEW))).toBe(NEW);
  });

  it('is without a session the one seen last, else the one with the current e-mail', () => {
    expect(accountOf(ada, { kind: 'none' }, seen(OLD, NEW))).toBe(OLD);
    expect(accountOf({ ...ada, accountIds: [] }, undefined, seen(OLD, NEW))).toBe(NEW);
    expect(accountOf({ ...ada, accountIds: [] }, undefined, seen(OLD))).toBe(OLD);
    expect(accountOf(person('eve'), undefined, seen(OLD))).toBe(undefined);
  });
});

describe('accountChange', () => {
  const change = (over: Partial<Parameters<typeof accountChange>[0]>) =>
    accountChange({
      account: OLD,
      before: seen(OLD),
      after: seen(OLD),
      nameId: 'n1',
      knownNameIds: new Set(['n1']),
      ...over,
    });

  it('is created when the roster grew by it', () => {
    expect(change({ account: NEW, after: seen(OLD, NEW) })).toMatchObject({ created: true });
    expect(change({})).toEqual({ created: false, updated: false, linked: false });
    expect(change({ account: undefined })).toMatchObject({ created: false });
  });

  it.each([
    'last_login',
    'lastSeenAt',
    'updated_at',
    'createdOn',
    'sign_in_count',
    'current_sign_in_ip',
    'loginCount',
    'sessionIndex',
  ])('takes %s for a note of the SP', (field) => {
    const before = { kind: 'accounts', accounts: [{ ...OLD, [field]: 1 }] } as const;
    const account = { ...OLD, [field]: 2 };
    const after = { kind: 'accounts', accounts: [account] } as const;
    const nothing = { nameId: undefined, knownNameIds: new Set<string>() };
    expect(accountChange({ account, before, after, ...nothing }).updated).toBe(false);
  });

  it.each(['login', 'lastName', 'activeRole', 'seenTour'])('takes %s for a field', (field) => {
    const before = { kind: 'accounts', accounts: [{ ...OLD, [field]: 'a' }] } as const;
    const account = { ...OLD, [field]: 'b' };
    const after = { kind: 'accounts', accounts: [account] } as const;
    const nothing = { nameId: undefined, knownNameIds: new Set<string>() };
    expect(accountChange({ account, before, after, ...nothing }).updated).toBe(true);
  });

  it('is updated when it says something else about the person, not when it notes a login', () => {
    const later = { ...OLD, lastLoginAt: 2 };
    expect(change({ account: later, after: seen(later) })).toMatchObject({ updated: false });
    const renamed = { ...OLD, lastName: 'Lovelace' };
    expect(change({ account: renamed, after: seen(renamed) })).toMatchObject({ updated: true });
  });

  it('is linked when a NameID leads to it for the first time', () => {
    expect(change({ nameId: 'n9' })).toMatchObject({ linked: true });
    expect(change({ account: NEW, after: seen(OLD, NEW), nameId: 'n9' })).toMatchObject({
      linked: false,
    });
  });
});
