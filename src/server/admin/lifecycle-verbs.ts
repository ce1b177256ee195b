/** Floor 5: the verbs of a user's lifecycle, of all vendors; which of them a state allows is the vendor's. */
import type { TransitionVerb } from '../../directory/lifecycle.js';

/** What each does. */
export const LIFECYCLE_VERBS: Readonly<Record<TransitionVerb, string>> = {
  activate: 'a user who was only prepared can log in',
  suspend: 'the user may not log in for a while',
  unsuspend: 'the suspension ends',
  lock: 'too many wrong passwords',
  unlock: 'the user may try again',
  'expire-password': 'the password must be changed first',
  'reset-password': 'the user has a valid password again',
  deactivate: 'the user has left',
  reactivate: 'the same record works again, with its id',
  delete: 'the record is deleted, where the vendor allows it for good',
  restore: 'a deleted record comes back',
  rehire: 'a new record with a new id for somebody whose old one is gone',
};
