/** Floor 5: the accounts of the reference SP. */
import type { Context } from '../../base/context.js';
import type { Profile } from '../../scenario/profile.js';
import type { AccountRecord } from '../jit/account.js';
import type { AccountDecision } from '../jit/decide.js';
import type { Identity } from '../jit/identity.js';
import { createAccount, updateAccount } from '../jit/provision.js';
import type { Account } from '../target.js';

export interface Roster {
  /** In the order in which they were made. */
  all(): readonly AccountRecord[];
  find(id: string): AccountRecord | undefined;
  /** Carries out what the checks decided. */
  provision(identity: Identity, decision: AccountDecision): AccountRecord;
  /** A pushed deactivation; returns the accounts it hit. */
  deactivate(
    person: { readonly nameId?: string; readonly email: string },
    requests: number,
  ): readonly AccountRecord[];
}

/** An empty roster; ids come from the seeded random source. */
export function openRoster(profile: Profile, context: Context): Roster {
  const random = context.random.fork('sp/accounts');
  const accounts = new Map<string, AccountRecord>();
  const keep = (account: AccountRecord): AccountRecord => {
    accounts.set(account.id, account);
    return account;
  };
  return {
    all: () => [...accounts.values()],
    find: (id) => accounts.get(id),
    provision(identity, decision) {
      const now = context.clock.now();
      if (decision.kind === 'create') {
        const newId = (): string => `acc_${random.alphanumeric(12)}`;
        return keep(createAccount(identity, profile.jit, { now, newId }));
      }
      const linked = decision.kind === 'link';
      return keep(updateAccount(identity, decision.account, profile.jit, { now, linked }));
    },
    deactivate(person, requests) {
      const at = context.clock.now();
      const all = [...accounts.values()];
      const byNameId = all.filter(({ nameId }) => nameId === person.nameId);
      const email = person.email.toLowerCase();
      const hit =
        byNameId.length > 0 ? byNameId : all.filter((a) => a.email?.toLowerCase() === email);
      return hit.map((account) =>
        keep({ ...account, updatedAt: at, deactivation: { at, requests } }),
      );
    },
  };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

/** An account as `/accounts` shows it. */
export function showAccount(account: AccountRecord): Account {
  return {
    id: account.id,
    nameId: account.nameId,
    ...(account.email === null ? {} : { email: account.email }),
    firstName: account.firstName,
    lastName: account.lastName,
    displayName: account.displayName,
    middleName: account.middleName,
    role: account.roles[0]?.toLowerCase() ?? null,
    roles: account.roles,
    groups: account.groups,
    status: account.deactivation === undefined ? 'active' : 'inactive',
    createdAt: iso(account.createdAt),
    updatedAt: iso(account.updatedAt),
    lastLoginAt: iso(account.lastLoginAt),
  };
}
