/** Floor 7: which account is a person's, and what a step did to it. */
import type { Account, AccountsObservation, SessionObservation } from '../sp/target.js';
import { holdsEmail } from './judge/session.js';
import type { AccountChange, Person } from './observation.js';

/** What an SP notes about an account that is not about the person: `lastLoginAt`, `updated_at`, `sign_in_count`. */
const NOTE =
  /^(?:(?:last|current|previous)(?:login|signin|seen|access|active|activity|auth)(?:at|on|date|time|ip)?|(?:created|updated|modified)(?:at|on|date|time)?|(?:login|signin)(?:count|s)|nameid|issuer|sessionindex)$/;

function isNote(field: string): boolean {
  return NOTE.test(field.toLowerCase().replaceAll(/[^a-z]/g, ''));
}

function roster(observation: AccountsObservation): readonly Account[] {
  return observation.kind === 'accounts' ? observation.accounts : [];
}

/**
 * The person's account: the session's, else the one seen last in a session of theirs, else one with an e-mail
 * address of theirs, the current one first.
 */
export function accountOf(
  person: Person | undefined,
  session: SessionObservation | undefined,
  accounts: AccountsObservation,
): Account | undefined {
  const all = roster(accounts);
  const { accountId, nameId } = session?.kind === 'session' ? session : {};
  const bySession =
    all.find(({ id }) => id === accountId) ??
    (nameId === undefined ? undefined : all.find((account) => account['nameId'] === nameId));
  if (bySession !== undefined || person === undefined) return bySession;
  const known = person.accountIds.at(-1);
  const current = person.user?.email.toLowerCase();
  return (
    all.find(({ id }) => id === known) ??
    all.find(({ email }) => email !== undefined && email.toLowerCase() === current) ??
    all.find(({ email }) => email !== undefined && holdsEmail(person, email))
  );
}

/** The account without the SP's notes, as text to compare. */
function content(account: Account): string {
  const fields = Object.entries(account).filter(([field]) => !isNote(field));
  return JSON.stringify(fields.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** What is known about the step. */
export interface ChangeEvidence {
  readonly account: Account | undefined;
  readonly before: AccountsObservation;
  readonly after: AccountsObservation;
  /** The NameID that logged in, when one did. */
  readonly nameId: string | undefined;
  /** NameIDs that had led to the account before. */
  readonly knownNameIds: ReadonlySet<string>;
}

/** Compares the roster before and after the step. */
export function accountChange(evidence: ChangeEvidence): AccountChange {
  const { account, before, after, nameId, knownNameIds } = evidence;
  if (account === undefined) return { created: false, updated: false, linked: false };
  const old = roster(before).find(({ id }) => id === account.id);
  const grew = roster(after).length > roster(before).length;
  return {
    created: old === undefined && grew,
    updated: old !== undefined && content(old) !== content(account),
    linked: old !== undefined && nameId !== undefined && !knownNameIds.has(nameId),
  };
}
