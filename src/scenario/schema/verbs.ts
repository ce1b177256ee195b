/** Floor 1: the table of verbs. Someone who adds a verb adds one schema and one row. */
import type { Verb } from '../step.js';
import { changing, hire, membership, rehire, transition } from './verb/directory.js';
import { attack, deliver, login, logout, replay, visit } from './verb/login.js';
import { advance, look, rotateKeys } from './verb/time.js';
import type { VerbSchema } from './verb/unplaced.js';

/** How a step with each verb is written. */
export const VERBS: Readonly<Record<Verb, VerbSchema>> = {
  login,
  attack,
  visit,
  logout,
  replay,
  deliver,
  advance,
  'rotate-keys': rotateKeys,
  expect: look,
  hire,
  update: changing('update', 'Changes a record.'),
  rename: changing('rename', 'Changes names, e-mail or login name.'),
  join: membership('join', 'Puts a user into groups.'),
  leave: membership('leave', 'Takes a user out of groups.'),
  assign: transition('assign', 'Assigns the user to the application.'),
  unassign: transition('unassign', 'Takes the application away from the user.'),
  activate: transition('activate', 'Activates a user who was only prepared.'),
  suspend: transition('suspend', 'Suspends a user (Okta).'),
  unsuspend: transition('unsuspend', 'Ends a suspension.'),
  lock: transition('lock', 'Locks a user out.'),
  unlock: transition('unlock', 'Lets a locked user in again.'),
  'expire-password': transition('expire-password', 'The password must be changed first.'),
  'reset-password': transition('reset-password', 'The user has a valid password again.'),
  deactivate: transition('deactivate', 'Deactivates a user: Okta deprovisioned, Entra disabled.'),
  reactivate: transition('reactivate', 'The same record works again; the immutable id stays.'),
  delete: transition('delete', 'Deletes a user; in Entra it can be restored for 30 days.'),
  restore: transition('restore', 'Brings a deleted user back (Entra).'),
  rehire,
};

/** Tells a verb from any other word. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(VERBS, word);
}
