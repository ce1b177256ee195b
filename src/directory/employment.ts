/** Floor 1: how people enter the directory, for the first time or again. */
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { HireChange, NewUser, TransitionChange } from './change.js';
import { distinct } from './distinct.js';
import type { Lifecycle } from './lifecycle.js';
import type { Effect, Present } from './present.js';
import { checkName, historyOf, newId } from './present.js';
import { profileOf, withProfile } from './profile.js';
import { impossible } from './refusal.js';
import { inState, isGone, lastEmployment } from './transition.js';
import { currentRecord, currentVersion } from './user-history.js';
import type { User } from './user.js';

function initialState(lifecycle: Lifecycle, { handle, state }: NewUser): User['state'] {
  if (state === undefined || lifecycle.states.includes(state)) return state ?? lifecycle.initial;
  throw new UserError(
    'value-invalid',
    `${handle} cannot be ${state}: ${lifecycle.name} has no such state.`,
    { fix: didYouMean(state, lifecycle.states) },
  );
}

/** The first record of a new handle. */
export function hire(present: Present, change: HireChange): Effect {
  const { lifecycle } = present;
  const { handle, guestOf, groups, assignments } = change.user;
  const history = present.histories.get(handle);
  if (history !== undefined) {
    const { user } = currentVersion(history);
    throw new UserError('user-exists', `${handle} was hired before and is ${user.state}.`, {
      fix: isGone(user) ? `Use rehire: it makes a new record.` : 'Choose another handle.',
    });
  }
  const state = initialState(lifecycle, change.user);
  const user: User = {
    handle,
    id: newId(present, handle, 1),
    state,
    ...profileOf(change.user),
    groups: distinct(groups),
    assignments: distinct(assignments),
    ...(guestOf === undefined ? {} : { guestOf }),
  };
  if (!isGone(user)) checkName(present, user);
  return { change, user: inState(lifecycle, user, state), newRecord: true };
}

/** A new record of a handle whose old one is gone. */
export function rehire(present: Present, change: TransitionChange): Effect {
  const { lifecycle } = present;
  const { handle, set = {} } = change;
  const history = historyOf(present, handle);
  const { user } = currentVersion(history);
  const state = lifecycle.transitions[user.state]?.rehire;
  if (state === undefined) {
    const advice = `The login name ${user.userName} is taken until the record is deleted: delete ${handle} first.`;
    throw impossible(lifecycle, user, change.verb, advice);
  }
  const id = newId(present, handle, history.length + 1);
  const last = lastEmployment(lifecycle, currentRecord(history));
  const again = inState(lifecycle, { ...withProfile(last, set), id }, state);
  checkName(present, again);
  return { change, user: again, newRecord: true };
}
