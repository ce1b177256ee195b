/** Floor 1: the errors of the directory: what is impossible, and what would be possible instead. */
import { UserError } from '../base/errors.js';
import { didYouMean, suggest } from '../base/suggest.js';
import type { Lifecycle } from './lifecycle.js';
import type { User } from './user.js';

/** Longest list of names that an error shows whole. */
const SHOWN = 12;

/** A change that the user's state does not allow. */
export function impossible(
  lifecycle: Lifecycle,
  user: User,
  verb: string,
  advice?: string,
): UserError {
  const allowed = Object.keys(lifecycle.transitions[user.state] ?? {}).filter(
    (name) => name !== verb,
  );
  const possible = `Possible in this state: ${allowed.join(', ')}.`;
  return new UserError(
    'transition-impossible',
    `${user.handle} is ${user.state} (${lifecycle.name}): ${verb} is impossible.`,
    { fix: advice === undefined ? possible : `${advice} ${possible}` },
  );
}

/** A handle that was never hired. */
export function unknownUser(handle: string, handles: readonly string[]): UserError {
  const near = suggest(handle, handles);
  const advice =
    near === undefined && (handles.length === 0 || handles.length > SHOWN)
      ? `Hire ${handle} first.`
      : didYouMean(handle, handles);
  return new UserError('user-unknown', `The directory has no user "${handle}".`, { fix: advice });
}

/** A group or an application that the user does not have. */
export function notHeld(
  code: 'group-unknown' | 'transition-impossible',
  user: User,
  what: 'group' | 'application',
  name: string,
): UserError {
  const held = what === 'group' ? user.groups : user.assignments;
  const relation = what === 'group' ? 'a member of the group' : 'assigned to the application';
  return new UserError(code, `${user.handle} is not ${relation} "${name}".`, {
    fix: held.length === 0 ? `${user.handle} has none.` : didYouMean(name, held.slice(0, SHOWN)),
  });
}

/** A login name that somebody else has. */
export function nameTaken(userName: string, holder: string): UserError {
  return new UserError('user-exists', `The login name "${userName}" belongs to ${holder}.`, {
    fix: `Login names are unique until the record is deleted: delete or rename ${holder} first.`,
  });
}
