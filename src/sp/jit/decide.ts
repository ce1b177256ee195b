/** Floor 5: which account a person logs in to, decided before anything is changed. */
import type { SpReason } from '../../base/reasons.js';
import type { JitPolicy } from '../../scenario/profile.js';
import type { AccountRecord } from './account.js';
import { firstValue, type Identity } from './identity.js';

/** What will happen to the roster. `link`: an account found by e-mail gets this NameID. */
export type AccountDecision =
  { readonly kind: 'create' } | { readonly kind: 'use' | 'link'; readonly account: AccountRecord };

/** Why there is no account to log in to. */
export interface NoAccount {
  readonly kind: 'none';
  readonly reason: SpReason;
  readonly detail: string;
}

function sameEmail(account: AccountRecord, email: string | undefined): boolean {
  return email !== undefined && account.email?.toLowerCase() === email.toLowerCase();
}

/** Accounts that this person's key names, and how they were found. */
function candidates(
  identity: Identity,
  accounts: readonly AccountRecord[],
  jit: JitPolicy,
): { readonly kind: 'use' | 'link'; readonly found: readonly AccountRecord[] } {
  const email = firstValue(identity, 'email');
  const byEmail = accounts.filter((account) => sameEmail(account, email));
  if (jit.key === 'email') return { kind: 'use', found: byEmail };
  const byNameId = accounts.filter(
    ({ issuer, nameId }) => issuer === identity.issuer && nameId === identity.nameId,
  );
  if (byNameId.length > 0 || !jit.linkByEmail) return { kind: 'use', found: byNameId };
  return { kind: 'link', found: byEmail };
}

/**
 * Finds the account, or says that one is to be made.
 *
 * @param accounts - the roster
 * @param jit - the profile's policy: key, linkByEmail, create
 */
export function decideAccount(
  identity: Identity,
  accounts: readonly AccountRecord[],
  jit: JitPolicy,
): AccountDecision | NoAccount {
  const { kind, found } = candidates(identity, accounts, jit);
  const [account, another] = found;
  if (another !== undefined) {
    const detail = `${found.length} accounts match`;
    return { kind: 'none', reason: 'account-ambiguous', detail };
  }
  if (account !== undefined) return { kind, account };
  if (jit.create) return { kind: 'create' };
  return { kind: 'none', reason: 'account-not-found', detail: 'accounts are not made at login' };
}
