/** Floor 6: who is in after an attack, and whether that is what a correct SP does. */
import type { AttackExpectation } from '../scenario/scenario.js';
import type { SessionObservation } from '../sp/target.js';

/**
 * `as-self`: the attacker, as the IdP would have let him in. `as-other`: somebody who is neither attacker nor victim.
 * `error`: the SP broke down (a status of 500 and more, no answer in time), which is a finding of its own.
 */
export type AttackVerdict =
  'no-session' | 'as-self' | 'as-victim' | 'as-other' | 'error' | 'not-verified';

/** What a person is known by at the SP. */
interface Known {
  readonly nameIds: readonly string[];
  readonly emails: readonly string[];
  readonly accountIds: readonly string[];
}

/** What was seen after the attack. */
export interface Aftermath {
  readonly session: SessionObservation;
  /** The status of the SP's last answer; absent: none came. */
  readonly status?: number;
  /** The SP gave no answer in time, or ended the connection. */
  readonly broken?: boolean;
  readonly attacker: Known | undefined;
  readonly victim: Known | undefined;
}

type Session = Extract<SessionObservation, { readonly kind: 'session' }>;

/** Exactly: an account that only looks like somebody's is another account. */
function isOf({ accountId, nameId, email }: Session, person: Known | undefined): boolean {
  if (person === undefined) return false;
  return (
    (nameId !== undefined && person.nameIds.includes(nameId)) ||
    (email !== undefined && person.emails.includes(email)) ||
    // What no name tells, the account does.
    (accountId !== undefined && person.accountIds.includes(accountId))
  );
}

function whose(session: Session, { attacker, victim }: Aftermath): AttackVerdict {
  const { accountId } = session;
  // The account decides before names: a session may show the name that was asserted, and lead to somebody's account.
  if (accountId !== undefined && victim?.accountIds.includes(accountId) === true)
    return 'as-victim';
  if (isOf(session, victim)) return 'as-victim';
  return isOf(session, attacker) ? 'as-self' : 'as-other';
}

/** Who is in. */
export function verdictOf(aftermath: Aftermath): AttackVerdict {
  const { session, status = 0, broken = false } = aftermath;
  if (session.kind === 'session') return whose(session, aftermath);
  if (broken || status >= 500) return 'error';
  return session.kind === 'unknown' ? 'not-verified' : 'no-session';
}

const RIGHT: Readonly<Record<AttackExpectation, readonly AttackVerdict[]>> = {
  reject: ['no-session'],
  'not-victim': ['no-session', 'as-self'],
  accept: ['as-self'],
};

/** Whether a correct SP ends so. */
export function isRight(verdict: AttackVerdict, expected: AttackExpectation): boolean {
  return RIGHT[expected].includes(verdict);
}

/** What a correct SP would have come to, in words. */
export const EXPECTED_WORDS: Readonly<Record<AttackExpectation, string>> = {
  reject: 'no session',
  'not-victim': "no session, or the attacker's own",
  accept: 'the attacker is in as himself',
};

/** A verdict in words. */
export const VERDICT_WORDS: Readonly<Record<AttackVerdict, string>> = {
  'no-session': 'no session',
  'as-self': 'a session of the attacker himself',
  'as-victim': 'a session of the victim',
  'as-other': 'a session of somebody else',
  error: 'the SP broke down',
  'not-verified': 'nobody could tell',
};
