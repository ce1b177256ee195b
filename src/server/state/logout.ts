/** Floor 5: a single logout under way: who is still to be told, and who asked for it. */
import type { SentMessage } from '../../logout.js';
import type { Participation } from './browsers.js';

/** Kept while the browser carries a LogoutRequest to an SP and its answer back. */
export interface LogoutUnderWay {
  /** The tenant's key. */
  readonly tenant: string;
  /** A handle. */
  readonly user: string;
  /** The SP that asked, and what it is answered in the end; absent: the IdP began. */
  readonly asked?: { readonly app: string; readonly answer: SentMessage };
  /** Whom the last LogoutRequest went to; absent: it did not go yet. */
  readonly sent?: string;
  /** Still to be told, the next one first. */
  readonly waiting: readonly Participation[];
  /** What each application said so far. */
  readonly results: readonly LogoutResult[];
}

/** What came of the logout at one application. */
export interface LogoutResult {
  readonly app: string;
  /** Absent: it logged the person out. */
  readonly problem?: string;
}
