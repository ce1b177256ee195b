/** Floor 9: what a matcher demands of a login, before anybody asks whether it holds. */
import type { Check } from '../../run/judge/check.js';
import type { Login } from '../login-result.js';

/** One call of a matcher: its words, and how it is held against a login. */
export interface Demand {
  /** Completes "Expected the login to …": `end in a session of ada`. */
  readonly sentence: string;
  /**
   * The judges' answers; all must hold.
   *
   * @throws UserError for an argument that can never be meant, such as a user whom nobody knows
   */
  checks(login: Login): readonly Check[];
}
