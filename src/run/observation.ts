/** Floor 7: what was seen after one step, as plain data: the only thing judges look at. */
import type { User } from '../directory/user.js';
import type { Attack } from '../scenario/attack.js';
import type { IssuedFacts } from '../idp/outcome.js';
import type { Account, AccountsObservation, SessionObservation } from '../sp/target.js';

/** How a login ended, as people say it. */
type StepOutcome = 'logged-in' | 'logged-out' | 'refused-by-idp' | 'refused-by-sp' | 'no-session';

/** Everything the story knows of a person, to recognise them at the SP. */
export interface Person {
  readonly handle: string;
  /** The directory's newest record; `undefined` before the person was hired. */
  readonly user: User | undefined;
  /** Every e-mail address the person ever had. */
  readonly emails: readonly string[];
  /** Every NameID that was issued for the person. */
  readonly nameIds: readonly string[];
  /** Every account a session of the person was seen with; the last is the newest. */
  readonly accountIds: readonly string[];
}

/** The page that stays in the browser. */
interface ShownPage {
  readonly status: number;
  readonly html: string;
}

/** What happened to the person's account in this step. */
export interface AccountChange {
  /** The roster grew by an account of this person. */
  readonly created: boolean;
  /** A field of an account that was there before has another value. */
  readonly updated: boolean;
  /** The login led to an account that was there before, by a NameID that had never led to it. */
  readonly linked: boolean;
}

/** An attack, and what it did to the SP or the browser. */
export interface AttackTraces {
  readonly definition: Attack;
  /** The handle of whom it impersonates. */
  readonly victim: string;
  /** Why no answer came: the SP ended the connection, or took too long. */
  readonly broken?: string;
  /** Where the browser was sent that is neither SP nor IdP. */
  readonly astray?: string;
  /** How often the harmless server was asked so far that nobody but a fooled SP asks: it may ask after it has answered. */
  readonly canary?: () => number;
  /** A status of 500 and more is how this SP refuses. */
  readonly errorsAreRefusals?: boolean;
  /** The victim's own browser afterwards, where the attack is about its session. */
  readonly victimSession?: SessionObservation;
  /** How long the SP took for the last step, and the size of what it was sent. */
  readonly took: Took;
  /** SHA-256 of everything that was sent, in hexadecimal. */
  readonly sent: string;
}

/** Milliseconds of wall time, and bytes. */
export interface Took {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** One step, seen. */
export interface Observation {
  /** The person the step is about. */
  readonly subject?: string;
  /** Absent: the step logs nobody in, or the target could not say; then `why` says which. */
  readonly outcome?: StepOutcome;
  readonly why?: string;
  /** The stable code of a refusal. */
  readonly reason?: string;
  /** The vendor's own code of a refusal. */
  readonly code?: string;
  readonly page?: ShownPage;
  /** By handle, for every browser that is open; the step's own browser stands under its subject. */
  readonly sessions: ReadonlyMap<string, SessionObservation>;
  readonly accounts: AccountsObservation;
  /** The subject's account, after the step and, when it was there, before it. */
  readonly account?: Account;
  readonly accountBefore?: Account;
  readonly change?: AccountChange;
  /** The message that was minted in this step, or delivered by it. */
  readonly facts?: IssuedFacts;
  /** What is known of an attack besides the session. */
  readonly attack?: AttackTraces;
  readonly people: ReadonlyMap<string, Person>;
  /** The role the SP gives to whom the assertion names none. */
  readonly defaultRole: string;
}
