/** Floor 9: what a test gets of a login: who is in, what the app did, what was sent. */
import type { Issued, IssuedFacts } from '../idp/outcome.js';
import type { AccountChange, Observation } from '../run/observation.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { Account, Browser, Hop, SessionObservation } from '../sp/target.js';

/** A finished login: the subject of every matcher. */
export interface Login {
  /** The user's handle. */
  readonly user: string;
  /** How it ended; absent when the app cannot show whose session it is, then `why` says so. */
  readonly outcome?: NonNullable<Observation['outcome']>;
  /** The stable code of a refusal: `user-deactivated`, `not-assigned`, … */
  readonly reason?: string;
  /** The vendor's own code: `AADSTS50057`, `E0000004`. */
  readonly code?: string;
  readonly why?: string;
  /** The page that stays in the browser. */
  readonly page?: Hop;
  /** Every request of this login, in order. */
  readonly hops: readonly Hop[];
  readonly session: SessionObservation;
  /** The person's account after the login and, when it was there, before it. */
  readonly account?: Account;
  readonly accountBefore?: Account;
  readonly change: AccountChange;
  /** The message that was sent; absent when the IdP refused. */
  readonly assertion?: IssuedFacts & Pick<Issued, 'xml' | 'acsUrl' | 'relayState'>;
  /** What the app asked the IdP; absent when the IdP started. */
  readonly request?: ReceivedAuthnRequest;
  /** The person's browser, to go on with as that person. */
  readonly browser: Browser;
  /** Everything that was seen, as judges read it. */
  readonly observation: Observation;
}
