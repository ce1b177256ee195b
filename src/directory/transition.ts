/** Floor 1: a change of state, by the lifecycle's table. */
import type { Lifecycle, TransitionVerb } from './lifecycle.js';
import { GONE_STATES } from './lifecycle.js';
import { impossible } from './refusal.js';
import type { UserRecord, UserVersion } from './user-history.js';
import type { User } from './user.js';

const DAY = 86_400_000;
const NONE: readonly string[] = [];

/** Whether the record no longer counts: its login name is free. */
export function isGone(user: User): boolean {
  return GONE_STATES.includes(user.state);
}

/** Whether the state holds no application assignments (Okta deprovisioned). */
export function isUnassigned(lifecycle: Lifecycle, user: User): boolean {
  return lifecycle.unassigns.includes(user.state);
}

/** The user in a new state, without assignments where the state holds none. */
export function inState(lifecycle: Lifecycle, user: User, state: User['state']): User {
  const assignments = lifecycle.unassigns.includes(state) ? NONE : user.assignments;
  return { ...user, state, assignments };
}

/** Refuses `restore` when the vendor has purged the record. */
function checkWindow(lifecycle: Lifecycle, deleted: UserVersion, at: number): void {
  const { restoreWithin } = lifecycle;
  if (restoreWithin === undefined || at - deleted.at <= restoreWithin) return;
  const age = Math.floor((at - deleted.at) / DAY);
  throw impossible(
    lifecycle,
    deleted.user,
    'restore',
    `Deleted users are kept ${restoreWithin / DAY} days and the deletion was ${age} days ago; rehire makes a new record.`,
  );
}

/**
 * The user after a change of state.
 *
 * @param record - the user's record so far
 * @param verb - any verb but `rehire`, which needs a new record
 * @param at - the instant, milliseconds since the epoch
 * @throws UserError `transition-impossible`
 */
export function transition(
  lifecycle: Lifecycle,
  record: UserRecord,
  verb: TransitionVerb,
  at: number,
): User {
  const now = record.at(-1) ?? record[0];
  const next = lifecycle.transitions[now.user.state]?.[verb];
  if (next === undefined) throw impossible(lifecycle, now.user, verb);
  if (verb !== 'restore') return inState(lifecycle, now.user, next);
  checkWindow(lifecycle, now, at);
  const before = record.findLast((version) => !isGone(version.user));
  return inState(lifecycle, now.user, before?.user.state ?? next);
}

/**
 * The user a rehire starts from: the newest profile and groups, and the assignments of the last state
 * that could hold any (a deactivation on the way out must not decide what the new record has).
 */
export function lastEmployment(lifecycle: Lifecycle, record: UserRecord): User {
  const { user } = record.at(-1) ?? record[0];
  const held = record.findLast(
    (version) => !isGone(version.user) && !isUnassigned(lifecycle, version.user),
  );
  return { ...user, assignments: held?.user.assignments ?? user.assignments };
}
