/** Floor 5: the attacks that a person may send from the page; the corpus itself lies on a higher floor. */
import type { Application } from '../../idp/tenant.js';
import type { Forgery } from '../../login.js';
import type { ForgeryChoice } from './arrival.js';

/** An attack as a page offers it. */
export interface OfferedAttack {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly severity: string;
  /** What a correct SP does: `reject`, `not-victim`, `accept`. */
  readonly expect: string;
}

/** Whose message is forged. */
export interface Forged {
  readonly application: Application;
  /** The vendor's name. */
  readonly vendor: string;
  /** Who logs in: a handle. */
  readonly user: string;
}

/** What forging needs. Loaded when it is first asked for. */
export interface AttackOffer {
  /** Those of one message: a story of several steps cannot be sent from a page. */
  list(): Promise<readonly OfferedAttack[]>;
  /** @throws UserError `attack-unknown`, `not-supported` */
  forge(
    choice: ForgeryChoice,
    about: Forged,
  ): Promise<{ readonly application: Application; readonly forgery: Forgery }>;
}
