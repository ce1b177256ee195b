/** Floor 1: the steps of a story, one interface a family of verbs. */
import type { Attack } from './attack.js';
import type { Mutation } from './mutation.js';
import type { Expectation, UserSeed } from './scenario.js';

interface StepBase {
  /** Position in the file's list, from 0. */
  readonly index: number;
  readonly expect?: Expectation;
  /** A sentence for people, shown in reports. */
  readonly note?: string;
}

/** What one message says instead of what the vendor would write. Times are ISO instants. */
export interface MessageOverrides {
  /** Replaces, adds (a new name) or removes (`null`) attributes; the others stay. */
  readonly attributes?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly destination?: string;
  /** `null` removes it. */
  readonly inResponseTo?: string | null;
  readonly notBefore?: string;
  /** Of the Conditions and of the SubjectConfirmationData. */
  readonly notOnOrAfter?: string;
  readonly authnInstant?: string;
  /** `null` removes it. */
  readonly sessionIndex?: string | null;
}

/** One browser login. */
export interface LoginStep extends StepBase {
  readonly verb: 'login';
  readonly user: string;
  readonly start: 'sp' | 'idp';
  /** Binding of the AuthnRequest when the SP starts. */
  readonly binding: 'redirect' | 'post';
  readonly relayState?: string;
  readonly forceAuthn?: boolean;
  readonly isPassive?: boolean;
  /** Class reference the SP asks for. */
  readonly requestedAuthnContext?: string;
  /** Issue the assertion although the directory says no. */
  readonly despite?: 'deactivated' | 'unassigned' | 'suspended' | 'locked' | 'deleted';
  /** Mint now, deliver later under this name. */
  readonly hold?: string;
  /** How the message is forged. */
  readonly mutate?: readonly Mutation[];
  /** Who is to be impersonated: `{victim}` in mutations. Default: the user with the handle `victim`. */
  readonly victim?: string;
  /** Whose cookies somebody has put into this browser before: a handle. */
  readonly planted?: string;
  /** What is signed, whatever the application says. */
  readonly signed?: 'assertion' | 'response' | 'both';
  /** Set by the test library only: a story forges with mutations. */
  readonly overrides?: MessageOverrides;
}

/** One attack of the corpus. */
export interface AttackStep extends StepBase {
  readonly verb: 'attack';
  /** Its id, with the name of a variant behind a slash where it has several. */
  readonly attack: string;
  /** Who attacks: a handle. */
  readonly user: string;
  /** Who is to be impersonated: a handle. */
  readonly victim: string;
  /** The attack itself, once it was found. */
  readonly definition?: Attack;
}

export interface DeliverStep extends StepBase {
  readonly verb: 'deliver';
  readonly envelope: string;
}

/** Delivers the user's last Response again. */
export interface ReplayStep extends StepBase {
  readonly verb: 'replay';
  readonly user: string;
  readonly as: 'same-browser' | 'other-browser';
  /** How it is changed before; it stays signed as it is, unless an operation signs. */
  readonly mutate?: readonly Mutation[];
  /** `{victim}` in mutations. Default: the user with the handle `victim`. */
  readonly victim?: string;
  /** So many other browsers deliver it at the same time; the second that gets in is the one that counts. */
  readonly times?: number;
}

/** Uses the session the user already has. */
export interface VisitStep extends StepBase {
  readonly verb: 'visit';
  readonly user: string;
}

/** Ends the session that the user has, at both sides (single logout). */
export interface LogoutStep extends StepBase {
  readonly verb: 'logout';
  readonly user: string;
  readonly start: 'sp' | 'idp';
}

/** Moves the story's clock. */
export interface AdvanceStep extends StepBase {
  readonly verb: 'advance';
  readonly milliseconds: number;
}

export interface RotateKeysStep extends StepBase {
  readonly verb: 'rotate-keys';
  /** True: metadata lists old and new; the SP has read it. False: the SP still trusts only the old one. */
  readonly overlap: boolean;
  /** The fixed pair that comes next; absent: the vendor's second. */
  readonly to?: string;
  /** It is published, and not signed with yet. */
  readonly pending?: boolean;
}

/** A look at the SP with no action. */
export interface ExpectStep extends StepBase {
  readonly verb: 'expect';
}

/** A new user. */
export interface HireStep extends StepBase {
  readonly verb: 'hire';
  readonly user: string;
  readonly seed: UserSeed;
}

/** Profile changes: `rename` is `update` with names or e-mail, kept apart for people. */
export interface UpdateStep extends StepBase {
  readonly verb: 'update' | 'rename' | 'rehire';
  readonly user: string;
  readonly set: Readonly<Record<string, unknown>>;
}

export interface MembershipStep extends StepBase {
  readonly verb: 'join' | 'leave';
  readonly user: string;
  readonly groups: readonly string[];
}

/** Changes of assignment and state. */
export interface TransitionStep extends StepBase {
  readonly verb:
    | 'assign'
    | 'unassign'
    | 'activate'
    | 'suspend'
    | 'unsuspend'
    | 'lock'
    | 'unlock'
    | 'expire-password'
    | 'reset-password'
    | 'deactivate'
    | 'reactivate'
    | 'delete'
    | 'restore';
  readonly user: string;
}

export type Step =
  | LoginStep
  | AttackStep
  | DeliverStep
  | ReplayStep
  | VisitStep
  | LogoutStep
  | AdvanceStep
  | RotateKeysStep
  | ExpectStep
  | HireStep
  | UpdateStep
  | MembershipStep
  | TransitionStep;

export type Verb = Step['verb'];
