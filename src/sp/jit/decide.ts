/** Floor 5: which account a person logs in to, decided before anything is changed. */
import type { JitPolicy } from '../../scenario/profile.js';
import type { AccountRecord } from './account.js';
import { firstValue, type Identity } from './identity.js';

/** What will happen to the roster. `link`: an account found by e-mail gets this NameID. */
export type AccountDecision = {
  /** How many accounts the person's key names; one more than one is one too many. */
  readonly matches: number;
} & (
  { readonly kind: 'create' } | { readonly kind: 'use' | 'link'; readonly account: AccountRecord }
);

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
 * @param jit - the profile's policy: key, linkByEmail
 */
export function decideAccount(
  identity: Identity,
  accounts: readonly AccountRecord[],
  jit: JitPolicy,
): AccountDecision {
  const { kind, found } = candidates(identity, accounts, jit);
  const [account] = found;
  const matches = found.length;
  return account === undefined ? { kind: 'create', matches } : { kind, account, matches };
}
