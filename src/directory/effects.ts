/** Floor 1: what a change does. Nothing is written here: a change that is refused leaves no trace. */
import { UserError } from '../base/errors.js';
import type { Change, GroupChange, TransitionChange, UpdateChange } from './change.js';
import { hire, rehire } from './employment.js';
import { assign, join, leave, unassign } from './membership.js';
import type { Effect, Present } from './present.js';
import { checkName, historyOf, livingUser } from './present.js';
import { withProfile } from './profile.js';
import { isGone, transition } from './transition.js';
import { currentRecord, currentVersion } from './user-history.js';

function update(present: Present, change: UpdateChange): Effect {
  const user = withProfile(livingUser(present, change.handle, change.verb), change.set);
  checkName(present, user);
  return { change, user };
}

/** A change of state, with what the vendor does by itself before it. */
function move(present: Present, change: TransitionChange): readonly Effect[] {
  const { lifecycle } = present;
  const { at, handle, verb } = change;
  const record = currentRecord(historyOf(present, handle));
  const { user } = currentVersion([record]);
  const first = verb === 'delete' ? lifecycle.beforeDelete : undefined;
  if (first !== undefined && lifecycle.transitions[user.state]?.[first] !== undefined) {
    const between = transition(lifecycle, record, first, at);
    const version = { sequence: 0, at, verb: first, user: between };
    return [
      { change: { at, verb: first, handle }, user: between },
      { change, user: transition(lifecycle, [version], verb, at) },
    ];
  }
  const moved = transition(lifecycle, record, verb, at);
  if (!isGone(moved)) checkName(present, moved);
  return [{ change, user: moved }];
}

function addGroup(present: Present, change: GroupChange): Effect {
  const { name, id } = change.group;
  const existing = present.group(name);
  if (existing !== undefined && id !== undefined && existing.id !== id) {
    throw new UserError('value-invalid', `The group "${name}" exists with the id ${existing.id}.`, {
      fix: 'Add the group with its id before anybody joins it.',
    });
  }
  return { change };
}

/**
 * What a change does to the directory as it is.
 *
 * @throws UserError `transition-impossible`, `user-unknown`, `user-exists`, `group-unknown`, `value-invalid`
 */
export function effectsOf(present: Present, change: Change): readonly Effect[] {
  switch (change.verb) {
    case 'hire':
      return [hire(present, change)];
    case 'update':
      return [update(present, change)];
    case 'join':
      return [join(present, change)];
    case 'leave':
      return [leave(present, change)];
    case 'assign':
      return [assign(present, change)];
    case 'unassign':
      return [unassign(present, change)];
    case 'add-group':
      return [addGroup(present, change)];
    case 'rehire':
      return [rehire(present, change)];
    default:
      return move(present, change);
  }
}
